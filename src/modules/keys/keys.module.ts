import { Module } from '@nestjs/common';
import { HostedStatusLists } from './hosted-status-list';
import { KeysService } from './keys.service';
import { StatusLists } from './status-lists.service';

@Module({
  providers: [KeysService, StatusLists, HostedStatusLists],
  exports: [KeysService, StatusLists, HostedStatusLists],
})
export class KeysModule {}
