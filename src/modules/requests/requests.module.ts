import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials';
import { DocumentsModule } from '../documents';
import { EvidenceModule } from '../evidence';
import { GroupsModule } from '../groups';
import { NotificationsModule } from '../notifications';
import { OrganizationsModule } from '../organizations';
import { ResourcesModule } from '../resources';
import { SubjectsModule } from '../subjects';
import { answeringProviders } from './answering/answering.providers';
import { AnsweringService } from './answering/answering.service';
import { CatalogueReader } from './catalogue-reader';
import { CreateRequest } from './create-request';
import { InlineCredentialReader } from './inline-credentials';
import { LockEntry } from './lock-entry';
import { MessageUpkeep } from './message-upkeep';
import { MintCode } from './mint-code';
import { PrepareAsk } from './prepare-ask';
import { RequestsController } from './requests.controller';
import { RequestsService } from './requests.service';
import { SendCode } from './send-code';
import { SendRequest } from './send-request';
import { StoreRequest } from './store-request';

@Module({
  imports: [
    CredentialsModule,
    DocumentsModule,
    EvidenceModule,
    GroupsModule,
    NotificationsModule,
    OrganizationsModule,
    ResourcesModule,
    SubjectsModule,
  ],
  controllers: [RequestsController],
  providers: [
    CatalogueReader,
    InlineCredentialReader,
    PrepareAsk,
    StoreRequest,
    SendRequest,
    CreateRequest,
    MessageUpkeep,
    LockEntry,
    MintCode,
    SendCode,
    RequestsService,
    ...answeringProviders,
  ],
  exports: [RequestsService, AnsweringService],
})
export class RequestsModule {}
