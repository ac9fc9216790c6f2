import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import type { CallingOrganization } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure } from '../../keys';
import type { UnsignedMandateVc } from '../mandates/mandate-vc';

/** Puts the organization's proof into a mandate when somebody asks for it as a credential: it says how things stand then. */
@Injectable()
export class MandateProofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  /** `unsigned` writes the credential for the name under which the organization signs. */
  prove({ id: org, did }: CallingOrganization, unsigned: (issuer: string) => UnsignedMandateVc): Promise<object> {
    return this.unitOfWork.run(org, async (tx) => {
      const at = this.clock.now();
      const key = (await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer())).get(did)!;
      const issuer = this.keys.issuerDid(did);
      const verificationMethod = `${issuer}#${key.publicKey}`;
      const by = { verificationMethod, key: key.privateKey, created: at, proofPurpose: 'assertionMethod' } as const;
      return secure({ ...unsigned(issuer) }, by);
    });
  }
}
