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

@Module({
  imports: [DocumentsModule, KeysModule],
  controllers: [DidsController, WebDidsController],
  providers: [CredentialsService, AskedCredentials, DecisionsService, Dids, PublicStatusLists],
  exports: [CredentialsService, AskedCredentials, DecisionsService],
})
export class CredentialsModule {}
