import { Module } from '@nestjs/common';
import { CurrentKeys } from './current-keys';
import { HostedStatusLists } from './hosted-status-list';
import { KeysService } from './keys.service';
import { SealCertificates } from './seal-certificates';
import { StatusLists } from './status-lists.service';
import { VcApiIssuer } from './vc-api-issuer';

@Module({
  providers: [CurrentKeys, KeysService, SealCertificates, StatusLists, HostedStatusLists, VcApiIssuer],
  exports: [KeysService, SealCertificates, StatusLists, HostedStatusLists, VcApiIssuer],
})
export class KeysModule {}
