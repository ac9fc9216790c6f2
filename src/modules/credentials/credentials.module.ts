import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { KeysModule } from '../keys';
import { AskedCredentials } from './asked-credentials';
import { CredentialsService } from './credentials.service';
import { DecisionsService } from './decisions.service';
import { DidsController } from './dids/dids.controller';
import { Dids } from './dids/find-did';
import { PublicStatusLists } from './dids/public-status-lists';
import { WebDidsController } from './dids/web-dids.controller';
import { MandateSeal } from './mandates/mandate-seal';
import { MandatesController } from './mandates/mandates.controller';
import { MandatesService } from './mandates/mandates.service';
import { ReadMandates } from './mandates/read-mandates';

@Module({
  imports: [DocumentsModule, KeysModule],
  controllers: [DidsController, WebDidsController, MandatesController],
  providers: [
    CredentialsService,
    AskedCredentials,
    DecisionsService,
    Dids,
    PublicStatusLists,
    MandatesService,
    MandateSeal,
    ReadMandates,
  ],
  exports: [CredentialsService, AskedCredentials, DecisionsService, MandatesService],
})
export class CredentialsModule {}
