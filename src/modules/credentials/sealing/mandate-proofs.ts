import { Injectable, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure } from '../../keys';
import { OrganizationsService } from '../../organizations';
import { MandateSeal } from '../mandates/mandate-seal';
import type { UnsignedMandateVc } from '../mandates/mandate-vc';

/** Puts the organization's proof into a mandate when somebody asks for it as a credential: it says how things stand then. */
@Injectable()
export class MandateProofs implements OnModuleInit {
  constructor(
    private readonly seal: MandateSeal,
    private readonly unitOfWork: UnitOfWork,
    private readonly organizations: OrganizationsService,
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.seal.use((org, unsigned) => this.prove(org, unsigned));
  }

  private prove(org: OrganizationId, unsigned: UnsignedMandateVc): Promise<object> {
    return this.unitOfWork.run(org, async (tx) => {
      const { did } = await this.organizations.get(tx, org);
      const at = this.clock.now();
      const key = (await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer())).get(did)!;
      const verificationMethod = `${this.keys.issuerDid(did)}#${key.publicKey}`;
      return secure(
        { ...unsigned },
        { verificationMethod, key: key.privateKey, created: at, proofPurpose: 'assertionMethod' },
      );
    });
  }
}
