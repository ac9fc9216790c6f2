import { Module } from '@nestjs/common';
import { CurrentKeys } from './current-keys';
import { HostedStatusLists } from './hosted-status-list';
import { KeysService } from './keys.service';
import { StatusLists } from './status-lists.service';
import { VcApiIssuer } from './vc-api-issuer';

@Module({
  providers: [CurrentKeys, KeysService, StatusLists, HostedStatusLists, VcApiIssuer],
  exports: [KeysService, StatusLists, HostedStatusLists, VcApiIssuer],
})
export class KeysModule {}
