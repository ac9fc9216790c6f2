import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import type { CallingOrganization } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure } from '../../keys';
import type { MandateWithRules } from '../mandates/mandate';
import { unsignedMandateVc, type VcVersion } from '../mandates/mandate-vc';
import { StatusPlaces } from './status-places';

/**
 * A mandate as a credential of the organization, made when somebody asks for it. It names the same place in a status list
 * as the credential it follows from: when that is taken back, so is this.
 */
@Injectable()
export class MandateProofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: StatusPlaces,
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  execute({ id: org, did, name }: CallingOrganization, mandate: MandateWithRules, version: VcVersion): Promise<object> {
    return this.unitOfWork.run(org, async (tx) => {
      const at = this.clock.now();
      const status = await this.places.of(tx, org, mandate.credentialId, at);
      const key = (await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer())).get(did)!;
      const issuer = { id: this.keys.issuerDid(did), name };
      return secure(
        { ...unsignedMandateVc(mandate, issuer, status, version) },
        {
          verificationMethod: `${issuer.id}#${key.publicKey}`,
          key: key.privateKey,
          created: at,
          proofPurpose: 'assertionMethod',
        },
      );
    });
  }
}
