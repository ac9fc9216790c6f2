import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { byOrganization, statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { PruningJob } from '../../platform/pruning';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService } from '../evidence';

const BATCH = 500;

const DUE = statement(
  'requests.expired',
  `SELECT id, org_id AS org FROM requests WHERE status = 'PENDING' AND expiry_logged_at IS NULL AND expires_at <= $1
   ORDER BY expires_at LIMIT $2`,
);
/** Whoever decides or cancels at this moment holds the request: then the next round looks again. */
const LOG = statement(
  'requests.log-expiry',
  `UPDATE requests r SET expiry_logged_at = $3 FROM (
     SELECT id FROM requests
     WHERE org_id = $1 AND id = ANY($2::text[]) AND status = 'PENDING' AND expiry_logged_at IS NULL AND expires_at <= $3
     ORDER BY id FOR UPDATE SKIP LOCKED
   ) due WHERE r.id = due.id RETURNING r.id, r.expires_at AS "expiresAt"`,
);

/** Expiry needs nobody: a request is over when its time is. That it is becomes a fact within seconds, once. */
@Injectable()
export class ExpireRequests extends PruningJob {
  protected readonly what = 'Requests that expired were not logged';
  protected readonly batch = BATCH;
  protected override readonly everyMs = 5_000;

  constructor(
    unitOfWork: UnitOfWork,
    settings: Settings,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {
    super(unitOfWork, settings);
  }

  protected async round(): Promise<number> {
    const now = this.clock.now();
    const due = await this.unitOfWork.runAsSystem('requests.expired', (tx) =>
      tx.query<{ id: string; org: OrganizationId }>(DUE, [now, BATCH]),
    );
    let logged = 0;
    for (const [org, requests] of byOrganization(due)) {
      logged += await this.log(
        org,
        requests.map(({ id }) => id),
        now,
      );
    }
    return logged;
  }

  private log(org: OrganizationId, ids: string[], now: Date): Promise<number> {
    return this.unitOfWork.run(org, async (tx) => {
      const expired = await tx.query<{ id: string; expiresAt: Date }>(LOG, [org, ids, now]);
      const facts = expired.map(({ id, expiresAt }) => ({
        ...{ kind: 'request.expired' as const, subjectId: id, occurredAt: now },
        details: { expiresAt: expiresAt.toISOString() },
      }));
      if (facts.length > 0) this.evidence.append(tx, org, facts, this.envelopes.sealer());
      return expired.length;
    });
  }
}
