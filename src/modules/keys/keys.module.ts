import { Module } from '@nestjs/common';
import { CurrentKeys } from './current-keys';
import { HostedStatusLists } from './hosted-status-list';
import { KeysService } from './keys.service';
import { StatusLists } from './status-lists.service';

@Module({
  providers: [CurrentKeys, KeysService, StatusLists, HostedStatusLists],
  exports: [KeysService, StatusLists, HostedStatusLists],
})
export class KeysModule {}
