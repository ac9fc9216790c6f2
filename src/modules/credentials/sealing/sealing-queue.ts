import { Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import {
  COUNTED_WAITING,
  measureQueue,
  waitBeforeRetry,
  type DeliveryQueue,
  type WaitingWork,
} from '../../../platform/delivery';
import type { OrganizationId } from '../../../platform/http';
import { Metrics } from '../../../platform/metrics';
import { EnsureSealed } from './ensure-sealed';
import { SealingHealth } from './sealing-health';
import { SEALINGS_QUEUE } from './sealings.service';

/** A credential in the hands of the loop. */
export interface ClaimedSealing {
  credential_id: string;
  org_id: OrganizationId;
  attempts: number;
  lease_token: string;
}

/** What became of it: sealed (or taken over by somebody else), refused for what came out, or what went wrong. */
export type SealingOutcome = { done: 'SEALED' | 'REFUSED' } | { failed: string };

const CLAIM = statement(
  'sealings.claim',
  `UPDATE sealings SET lease_token = $1, next_attempt_at = $2::timestamptz + make_interval(secs => $3), attempts = attempts + 1
   WHERE credential_id IN (
     SELECT credential_id FROM sealings WHERE status = 'PENDING' AND next_attempt_at <= $2
     ORDER BY next_attempt_at LIMIT $4 FOR UPDATE SKIP LOCKED
   )
   RETURNING credential_id, org_id, attempts, lease_token`,
);
const FAILED = statement(
  'sealings.failed',
  `UPDATE sealings s SET lease_token = NULL, next_attempt_at = t.next_attempt_at, error = t.error
   FROM unnest($2::text[], $3::timestamptz[], $4::text[]) AS t (credential_id, next_attempt_at, error)
   WHERE s.credential_id = t.credential_id AND s.lease_token = $1 AND s.status = 'PENDING'`,
);

const WAITING = statement(
  'sealings.waiting',
  `SELECT 'SEALING' AS kind, count(*)::int AS waiting,
     coalesce(greatest(0, extract(epoch FROM $1 - min(next_attempt_at))), 0)::float8 AS "secondsLate"
   FROM (SELECT next_attempt_at FROM sealings WHERE status = 'PENDING' ORDER BY next_attempt_at LIMIT $2) due`,
);

/** A person's yes is never given up: whatever is broken, somebody mends it, and then it is sealed soon. */
const LONGEST_WAIT_SECONDS = 600;
const LONGEST_ERROR = 500;

/** The credentials that wait to be sealed, as the delivery loop sees them. */
@Injectable()
export class SealingQueue implements DeliveryQueue<ClaimedSealing, SealingOutcome>, OnModuleInit {
  readonly name = SEALINGS_QUEUE;
  private readonly logger = new Logger('sealing');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ensureSealed: EnsureSealed,
    private readonly metrics: Metrics,
    private readonly health: SealingHealth,
  ) {}

  onModuleInit(): void {
    measureQueue(this.metrics, this.name, ['SEALING'], () => this.waiting());
  }

  claim(limit: number, token: string, leaseSeconds: number): Promise<ClaimedSealing[]> {
    return this.unitOfWork.runAsSystem('sealings.claim', (tx) =>
      tx.query<ClaimedSealing & object>(CLAIM, [token, this.clock.now(), leaseSeconds, limit]),
    );
  }

  async deliver({ org_id, credential_id, lease_token, attempts }: ClaimedSealing): Promise<SealingOutcome> {
    try {
      const done = await this.ensureSealed.execute(org_id, credential_id, lease_token);
      this.health.tried(credential_id, null);
      if (done === 'REFUSED') this.logger.error({ credentialId: credential_id }, 'Refused: see admin sealing list');
      return { done };
    } catch (error) {
      const why = (error as Error).message.slice(0, LONGEST_ERROR) || 'It could not be sealed';
      this.logger.error({ credentialId: credential_id, attempts }, `Not sealed yet: ${why}`);
      this.health.tried(credential_id, why);
      return { failed: why };
    }
  }

  async record(token: string, results: { row: ClaimedSealing; outcome: SealingOutcome }[]): Promise<void> {
    for (const { outcome } of results) {
      this.metrics.deliveries.inc({ queue: this.name, outcome: 'done' in outcome ? outcome.done : 'PENDING' });
    }
    const failed = results.flatMap(({ row, outcome }) => ('failed' in outcome ? [{ row, why: outcome.failed }] : []));
    if (failed.length === 0) return;
    const now = this.clock.now().getTime();
    const wait = (attempts: number) => Math.min(waitBeforeRetry(attempts), LONGEST_WAIT_SECONDS) * 1000;
    await this.unitOfWork.runAsSystem('sealings.record', (tx) =>
      tx.query(FAILED, [
        token,
        failed.map(({ row }) => row.credential_id),
        failed.map(({ row }) => new Date(now + wait(row.attempts))),
        failed.map(({ why }) => why),
      ]),
    );
  }

  private waiting(): Promise<WaitingWork[]> {
    return this.unitOfWork.runAsSystem('sealings.waiting', (tx) =>
      tx.query<WaitingWork & object>(WAITING, [this.clock.now(), COUNTED_WAITING]),
    );
  }
}
