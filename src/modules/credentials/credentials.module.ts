import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { CredentialsService } from './credentials.service';
import { DidsController } from './dids/dids.controller';
import { Dids } from './dids/find-did';
import { PublicStatusLists } from './dids/public-status-lists';
import { WebDidsController } from './dids/web-dids.controller';

@Module({
  imports: [KeysModule],
  controllers: [DidsController, WebDidsController],
  providers: [CredentialsService, Dids, PublicStatusLists],
  exports: [CredentialsService],
})
export class CredentialsModule {}
