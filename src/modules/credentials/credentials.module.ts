import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { AskedCredentials } from './asked-credentials';
import { CredentialsService } from './credentials.service';
import { DecisionsService } from './decisions.service';

@Module({
  imports: [DocumentsModule],
  providers: [CredentialsService, AskedCredentials, DecisionsService],
  exports: [CredentialsService, AskedCredentials, DecisionsService],
})
export class CredentialsModule {}
