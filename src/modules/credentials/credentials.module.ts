import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { CredentialsController } from './credentials.controller';
import { CredentialsService } from './credentials.service';
import { ReadCredentials } from './read-credentials';
import { ShowCredential } from './show-credential';

@Module({
  imports: [DocumentsModule],
  controllers: [CredentialsController],
  providers: [CredentialsService, ReadCredentials, ShowCredential],
  exports: [CredentialsService, ReadCredentials],
})
export class CredentialsModule {}
