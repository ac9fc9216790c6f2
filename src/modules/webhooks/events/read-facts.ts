import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import type { EvidenceKind } from '../../evidence';
import type { ToldFact } from './events-of';

const BY_ID = statement(
  'webhooks.fact',
  `SELECT e.id, e.kind, e.subject_id AS "subjectId", e.occurred_at AS "occurredAt", d.content
   FROM evidence e LEFT JOIN evidence_details d ON d.evidence_id = e.id WHERE e.org_id = $1 AND e.id = $2`,
);
/** A stretch of the log that is no longer than a call may look at, whatever it holds. */
const IN_ORDER = statement(
  'webhooks.facts-in-order',
  `SELECT e.id, e.kind, e.subject_id AS "subjectId", e.occurred_at AS "occurredAt", d.content, l.seq::float8 AS seq
   FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id LEFT JOIN evidence_details d ON d.evidence_id = e.id
   WHERE l.org_id = $1 AND l.seq > $2 AND l.seq <= $3 AND e.kind = ANY($4::text[]) ORDER BY l.seq LIMIT $5`,
);

interface FactRow {
  id: string;
  kind: EvidenceKind;
  subjectId: string;
  occurredAt: Date;
  content: Buffer | null;
}

/** A fact in its place in the chain. */
export type PlacedFact = ToldFact & { seq: number };

/** Facts with their details in the clear. */
@Injectable()
export class ReadFacts {
  constructor(private readonly envelopes: Envelopes) {}

  async one(tx: Transaction, org: OrganizationId, id: string): Promise<ToldFact | null> {
    const [row] = await tx.query<FactRow & object>(BY_ID, [org, id]);
    return row ? this.opened(row) : null;
  }

  /** The first `most` facts of these kinds behind `after` and not behind `until`, in the order of the chain. */
  async between(
    tx: Transaction,
    org: OrganizationId,
    stretch: { after: number; until: number },
    kinds: EvidenceKind[],
    most: number,
  ): Promise<PlacedFact[]> {
    const rows = await tx.query<FactRow & { seq: number }>(IN_ORDER, [org, stretch.after, stretch.until, kinds, most]);
    return rows.map(({ seq, ...row }) => ({ ...this.opened(row), seq }));
  }

  private opened({ content, ...fact }: FactRow): ToldFact {
    if (!content) return { ...fact, details: null };
    const details = this.envelopes.open({ purpose: 'evidence.details', row: fact.id }, content).toString('utf8');
    return { ...fact, details: JSON.parse(details) as Record<string, unknown> };
  }
}
