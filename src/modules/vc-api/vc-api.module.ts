import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { CheckProofs } from './check-proofs';
import { CheckVcApiStatus } from './check-vc-api-status';
import { IssueCredential } from './issue-credential';
import { JsonLd } from './json-ld/json-ld';
import { VcApiController } from './vc-api.controller';
import { VcApiStatusList } from './vc-api-status-list';
import { VerifyCredential } from './verify-credential';
import { VerifyPresentation } from './verify-presentation';

/** The routes that the W3C's test suites speak to, and nothing that anything else needs: registered where `VC_API` is on. */
@Module({
  imports: [KeysModule],
  controllers: [VcApiController],
  providers: [
    IssueCredential,
    VerifyCredential,
    VerifyPresentation,
    CheckProofs,
    CheckVcApiStatus,
    VcApiStatusList,
    JsonLd,
  ],
})
export class VcApiModule {}
