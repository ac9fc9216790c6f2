import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { SealingRefused } from '../../documents';
import { EvidenceChain, EvidenceService } from '../../evidence';
import type { StatusEntry } from '../../keys';
import { CameToNothing } from './came-to-nothing';
import { ReadSealingFacts, type ToSeal } from './read-sealing-facts';
import { SealPdf, type SealedPdfFile } from './seal-pdf';
import { StatusPlaces } from './status-places';
import { WriteProofs } from './write-proofs';

const LOCK = statement(
  'sealings.lock',
  `SELECT EXISTS (
     SELECT FROM evidence WHERE org_id = $1 AND subject_id = $2 AND kind = 'credential.sealing_refused'
   ) AS "refusedBefore"
   FROM sealings WHERE org_id = $1 AND credential_id = $2 AND lease_token = $3 AND status = 'PENDING' FOR UPDATE`,
);
const REFUSE = statement(
  'sealings.refuse',
  `UPDATE sealings SET status = 'REFUSED', error = $3, refused_at = $4, lease_token = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = $2`,
);
const LONGEST_REASON = 500;

interface Held {
  /** Whether its decisions were told before, when it was not sealed. */
  refusedBefore: boolean;
}

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
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
    private readonly ends: CameToNothing,
  ) {}

  /**
   * Does nothing when somebody else has sealed it meanwhile, or holds it under another lease. REFUSED: what came out is not
   * what was asked, so that nothing was sealed; the decision stays, and an administrator has to look.
   */
  async execute(org: OrganizationId, credentialId: string, lease: string): Promise<'SEALED' | 'REFUSED'> {
    await this.chain.catchUp(org, [credentialId]);
    const toSeal = await this.facts.execute(org, credentialId);
    const file = await this.fileOf(org, toSeal);
    if (file instanceof SealingRefused) {
      await this.refuse(org, toSeal.facts, lease, file);
      return 'REFUSED';
    }
    const approved = toSeal.facts.outcome === 'APPROVED';
    await this.unitOfWork.run(org, async (tx) => {
      const [held] = await tx.query<Held & object>(LOCK, [org, credentialId, lease]);
      if (!held) return;
      if (file) this.pdf.keep(tx, org, credentialId, file);
      await this.proofs.execute(tx, org, toSeal.organization.did, { ...toSeal.facts, ...held }, file);
      if (!approved) await this.ends.tell(tx, org, { id: credentialId, endedAt: toSeal.facts.closedAt });
    });
    if (!approved) this.ends.wake();
    return 'SEALED';
  }

  private async fileOf(org: OrganizationId, toSeal: ToSeal): Promise<SealedPdfFile | SealingRefused | null> {
    if (!toSeal.document) return null;
    try {
      const place = await this.placeOf(org, toSeal.facts.id);
      return await this.pdf.execute(toSeal, toSeal.organization.name, place);
    } catch (error) {
      if (error instanceof SealingRefused) return error;
      throw error;
    }
  }

  private async refuse(
    org: OrganizationId,
    { id: credentialId, decisions }: ToSeal['facts'],
    lease: string,
    { message, findings }: SealingRefused,
  ): Promise<void> {
    const at = this.clock.now();
    await this.unitOfWork.run(org, async (tx) => {
      const [held] = await tx.query<Held & object>(LOCK, [org, credentialId, lease]);
      if (!held) return;
      tx.send(REFUSE, [org, credentialId, message.slice(0, LONGEST_REASON), at]);
      const details = { findings: findings.slice(0, 20), decisions: decisions.map(({ id }) => ({ id })), ...held };
      this.evidence.append(
        tx,
        org,
        [{ kind: 'credential.sealing_refused', subjectId: credentialId, occurredAt: at, details }],
        this.envelopes.sealer(),
      );
    });
  }

  /** Taken before the document is sealed, so that the seal can name it; the same at the next attempt. */
  private placeOf(org: OrganizationId, credentialId: string): Promise<StatusEntry> {
    return this.unitOfWork.run(org, (tx) => this.places.of(tx, org, credentialId, this.clock.now()));
  }
}
