import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { Envelopes } from '../../../platform/secrets';
import { EvidenceService } from '../../evidence';
import type { Visitor } from './answering';
import { FindEntry } from './find-entry';
import { visitDetails } from './visit-details';

const OPENED = statement(
  'answering.opened',
  `UPDATE request_subjects SET opened_at = $3, status = CASE WHEN status IN ('INVITED', 'DELIVERY_FAILED') THEN 'OPENED' ELSE status END
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND opened_at IS NULL RETURNING id`,
);

/** The first thing a person, and no scanner, does at the page: once. */
@Injectable()
export class ReportOpened {
  constructor(
    private readonly entries: FindEntry,
    private readonly evidence: EvidenceService,
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async execute(token: string, visitor: Visitor): Promise<void> {
    const link = await this.entries.link(token);
    if (!link) return;
    const { org, entryId } = link;
    await this.unitOfWork.run(org, async (tx) => {
      const at = this.clock.now();
      const opened = await tx.query(OPENED, [org, entryId, at]);
      if (opened.length === 0) return;
      const entry = await this.entries.entry(tx, link);
      const fact = { kind: 'link.opened' as const, subjectId: entry.requestId, occurredAt: at };
      this.evidence.append(tx, org, [{ ...fact, details: visitDetails(entry, visitor) }], this.envelopes.sealer());
    });
  }
}
