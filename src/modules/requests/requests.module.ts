import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials';
import { DocumentsModule } from '../documents';
import { EvidenceModule } from '../evidence';
import { GroupsModule } from '../groups';
import { IdentityModule } from '../identity';
import { NotificationsModule } from '../notifications';
import { OrganizationsModule } from '../organizations';
import { ResourcesModule } from '../resources';
import { SubjectsModule } from '../subjects';
import { answeringProviders } from './answering/answering.providers';
import { AnsweringService } from './answering/answering.service';
import { Identify } from './answering/identify';
import { CancelRequest } from './cancel-request';
import { CatalogueReader } from './catalogue-reader';
import { CodesController } from './codes.controller';
import { CreateRequest } from './create-request';
import { InlineCredentialReader } from './inline-credentials';
import { FindRequests } from './listing/find-requests';
import { ListRequests } from './listing/list-requests';
import { ReadRequests } from './listing/read-requests';
import { SearchRequests } from './listing/search-requests';
import { LockEntry } from './lock-entry';
import { ExpireRequests } from './expire-requests';
import { LogDeliveries } from './log-deliveries';
import { MessageUpkeep } from './message-upkeep';
import { MintCode } from './mint-code';
import { PrepareAsk } from './prepare-ask';
import { RequestsController } from './requests.controller';
import { RequestsService } from './requests.service';
import { ResendCode } from './resend-code';
import { ReturnCode } from './return-code';
import { SendCode } from './send-code';
import { SendRequest } from './send-request';
import { ShowRequest } from './show-request';
import { StoreRequest } from './store-request';
import { TellEnd } from './tell-end';

@Module({
  imports: [
    CredentialsModule,
    DocumentsModule,
    EvidenceModule,
    GroupsModule,
    IdentityModule,
    NotificationsModule,
    OrganizationsModule,
    ResourcesModule,
    SubjectsModule,
  ],
  controllers: [RequestsController, CodesController],
  providers: [
    CatalogueReader,
    InlineCredentialReader,
    PrepareAsk,
    StoreRequest,
    SendRequest,
    CreateRequest,
    MessageUpkeep,
    LogDeliveries,
    ExpireRequests,
    LockEntry,
    MintCode,
    SendCode,
    ResendCode,
    ReturnCode,
    CancelRequest,
    TellEnd,
    SearchRequests,
    FindRequests,
    ReadRequests,
    ListRequests,
    ShowRequest,
    RequestsService,
    ...answeringProviders,
  ],
  exports: [RequestsService, AnsweringService, Identify],
})
export class RequestsModule {}
