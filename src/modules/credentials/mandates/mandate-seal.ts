import { Injectable } from '@nestjs/common';
import { Problem, type OrganizationId } from '../../../platform/http';
import type { UnsignedMandateVc } from './mandate-vc';

/** Answers the credential with the issuer's proof in it. */
export type SealMandate = (org: OrganizationId, unsigned: UnsignedMandateVc) => Promise<object>;

/** Where sealing registers itself. Until it has, no mandate is told as a credential: an unproven one proves nothing. */
@Injectable()
export class MandateSeal {
  private sealing?: SealMandate;

  use(sealing: SealMandate): void {
    this.sealing = sealing;
  }

  async seal(org: OrganizationId, unsigned: UnsignedMandateVc): Promise<object> {
    if (this.sealing) return this.sealing(org, unsigned);
    throw new Problem(
      'not_sealed_yet',
      'This mandate carries no proof yet: there is nothing to verify. Try again shortly.',
    );
  }
}
