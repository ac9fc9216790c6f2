import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence';
import { SubjectsModule } from '../subjects';
import { Assurances } from './assurances';
import { ConcludeVerification } from './conclude-verification';
import { ExpectedDocument } from './expected-document';
import { ForgetIdentities } from './forget-identities';
import { IdentityProviders } from './identity-providers';
import { ReadIdentityStep } from './identity-step';
import { IdentityService } from './identity.service';
import { KeptVerifications } from './kept-verification';
import { OnFile } from './on-file';
import { OfferOidcProviders } from './oidc/offer-oidc-providers';
import { PassOn } from './pass-on';
import { PlatformIdentities } from './platform-identities';
import { ReadKnown } from './read-known';
import { StartVerification } from './start-verification';
import { TakeReturn } from './take-return';
import { Verifications } from './verifications';

/** How people are identified: providers that find out, what is known, and which security level it meets. */
@Module({
  imports: [EvidenceModule, SubjectsModule],
  providers: [
    ...[IdentityProviders, Verifications, KeptVerifications, PlatformIdentities, ExpectedDocument],
    ...[OnFile, PassOn, ReadKnown, ReadIdentityStep, Assurances],
    ...[StartVerification, ConcludeVerification, TakeReturn, IdentityService, OfferOidcProviders, ForgetIdentities],
  ],
  exports: [IdentityService, IdentityProviders],
})
export class IdentityModule {}
