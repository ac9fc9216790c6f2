import { Injectable } from '@nestjs/common';
import { byOrganization, statement, UnitOfWork, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { EvidenceService } from '../../evidence';
import { cancelWaiting } from './cancel-waiting';
import { LONGEST_FAILURE_DAYS } from './schedule';

/** What came of the attempts at one endpoint that are recorded together. */
export interface EndpointResults {
  delivered: boolean;
  gone: boolean;
}

/** Written only where it changes: an endpoint that works is not written to at each delivery. */
const NOTE = statement(
  'webhooks.note-health',
  `UPDATE webhook_endpoints e SET failing_since = CASE WHEN t.delivered THEN NULL ELSE $3::timestamptz END
   FROM unnest($1::text[], $2::boolean[]) AS t (id, delivered)
   WHERE e.id = t.id AND t.delivered = (e.failing_since IS NOT NULL)`,
);
const DISABLE = statement(
  'webhooks.disable',
  `UPDATE webhook_endpoints SET active = false, updated_at = $3,
     disabled_reason = CASE WHEN id = ANY($2::text[]) THEN 'GONE' ELSE 'FAILING' END
   WHERE id = ANY($1::text[]) AND active AND (id = ANY($2) OR failing_since <= $3::timestamptz - make_interval(days => $4))
   RETURNING id, org_id AS org, disabled_reason AS reason, failing_since AS "failingSince"`,
);
export interface DisabledEndpoint {
  id: string;
  org: OrganizationId;
  reason: 'GONE' | 'FAILING';
  failingSince: Date | null;
}

/** Knows which endpoints fail, and disables those that are gone or have failed for days. */
@Injectable()
export class EndpointHealth {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** In the system's transaction that records the attempts. */
  async follow(tx: Transaction, results: Map<string, EndpointResults>, now: Date): Promise<void> {
    if (results.size === 0) return;
    const ids = [...results.keys()].sort(); // one order for all processes
    tx.send(NOTE, [ids, ids.map((id) => results.get(id)!.delivered), now]);
    const failed = ids.filter((id) => !results.get(id)!.delivered);
    if (failed.length === 0) return;
    const gone = failed.filter((id) => results.get(id)!.gone);
    const disabled = await tx.query<DisabledEndpoint & object>(DISABLE, [failed, gone, now, LONGEST_FAILURE_DAYS]);
    if (disabled.length === 0) return;
    for (const [org, endpoints] of byOrganization(disabled)) {
      await this.unitOfWork.asOrganization(tx, org, () => {
        cancelWaiting(
          tx,
          org,
          endpoints.map(({ id }) => id),
        );
        this.log(tx, org, endpoints, now);
      });
    }
  }

  private log(tx: Transaction, org: OrganizationId, endpoints: DisabledEndpoint[], now: Date): void {
    const facts = endpoints.map(({ id, reason, failingSince }) => ({
      ...{ kind: 'webhook.disabled' as const, subjectId: id, occurredAt: now },
      details: { reason, failingSince: failingSince?.toISOString() ?? null },
    }));
    this.evidence.append(tx, org, facts, this.envelopes.sealer());
  }
}
