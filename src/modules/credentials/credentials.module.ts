import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { AskedCredentials } from './asked-credentials';
import { CredentialsController } from './credentials.controller';
import { CredentialsService } from './credentials.service';
import { DecisionsService } from './decisions.service';
import { MandateSeal } from './mandates/mandate-seal';
import { MandatesController } from './mandates/mandates.controller';
import { MandatesService } from './mandates/mandates.service';
import { ReadMandates } from './mandates/read-mandates';
import { ReadCredentials } from './read-credentials';
import { ShowCredential } from './show-credential';

@Module({
  imports: [DocumentsModule],
  controllers: [CredentialsController, MandatesController],
  providers: [
    ...[CredentialsService, AskedCredentials, DecisionsService, ReadCredentials, ShowCredential],
    ...[MandatesService, MandateSeal, ReadMandates],
  ],
  exports: [
    ...[CredentialsService, AskedCredentials, DecisionsService, ReadCredentials],
    ...[MandatesService, MandateSeal],
  ],
})
export class CredentialsModule {}
