import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { EvidenceChain } from '../../evidence';
import type { StatusEntry } from '../../keys';
import { ReadSealingFacts } from './read-sealing-facts';
import { SealPdf } from './seal-pdf';
import { StatusPlaces } from './status-places';
import { WriteProofs } from './write-proofs';

const LOCK = statement(
  'sealings.lock',
  `SELECT FROM sealings WHERE org_id = $1 AND credential_id = $2 AND lease_token = $3 AND status = 'PENDING' FOR UPDATE`,
);

/**
 * Seals one closed credential. Exactly once: the result is written under the lease that this attempt holds, and Postgres
 * refuses to change what is sealed. What is slow (the document) happens outside any transaction.
 */
@Injectable()
export class EnsureSealed {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly chain: EvidenceChain,
    private readonly facts: ReadSealingFacts,
    private readonly pdf: SealPdf,
    private readonly proofs: WriteProofs,
    private readonly places: StatusPlaces,
    private readonly clock: Clock,
  ) {}

  /** Does nothing when somebody else has sealed it meanwhile, or holds it under another lease. */
  async execute(org: OrganizationId, credentialId: string, lease: string): Promise<void> {
    await this.chain.catchUp(org, [credentialId]);
    const toSeal = await this.facts.execute(org, credentialId);
    const { name, did } = toSeal.organization;
    const file = toSeal.document ? await this.pdf.execute(toSeal, name, await this.placeOf(org, credentialId)) : null;
    await this.unitOfWork.run(org, async (tx) => {
      const held = await tx.query(LOCK, [org, credentialId, lease]);
      if (held.length === 0) return;
      if (file) this.pdf.keep(tx, org, file);
      await this.proofs.execute(tx, org, did, toSeal.facts, file);
    });
  }

  /** Taken before the document is sealed, so that the seal can name it; the same at the next attempt. */
  private placeOf(org: OrganizationId, credentialId: string): Promise<StatusEntry> {
    return this.unitOfWork.run(org, (tx) => this.places.of(tx, org, credentialId, this.clock.now()));
  }
}
