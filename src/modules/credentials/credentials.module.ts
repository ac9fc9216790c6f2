import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { AskedCredentials } from './asked-credentials';
import { CredentialsController } from './credentials.controller';
import { CredentialsService } from './credentials.service';
import { DecisionsService } from './decisions.service';
import { ReadCredentials } from './read-credentials';
import { ShowCredential } from './show-credential';

@Module({
  imports: [DocumentsModule],
  controllers: [CredentialsController],
  providers: [CredentialsService, AskedCredentials, DecisionsService, ReadCredentials, ShowCredential],
  exports: [CredentialsService, AskedCredentials, DecisionsService, ReadCredentials],
})
export class CredentialsModule {}
