import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { isDelivered, isGone, type ClaimedDelivery, type DeliveryOutcome } from './delivery';
import { EndpointHealth, type EndpointResults } from './endpoint-health';
import { waitAfter } from './schedule';

/** The lease token fences: a row that another process has taken over is left alone. A canceled one keeps its log complete. */
const RECORD = statement(
  'webhooks.record',
  `WITH recorded AS (
     UPDATE webhook_deliveries d SET status = CASE WHEN d.status = 'PENDING' OR t.status = 'DELIVERED' THEN t.status ELSE d.status END,
       next_attempt_at = coalesce(t.next_attempt_at, d.next_attempt_at), payload = coalesce(d.payload, t.payload), lease_token = NULL
     FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::bytea[], $6::timestamptz[], $7::text[], $8::int[], $9::int[],
       $10::text[], $11::text[]) AS t (id, status, next_attempt_at, payload, at, url, duration, response_status, beginning, error)
     WHERE d.id = t.id AND d.lease_token = $1
     RETURNING d.id, d.org_id, t.at, t.url, t.duration, t.response_status, t.beginning, t.error
   ), logged AS (
     INSERT INTO webhook_attempts (delivery_id, number, org_id, at, url, duration_ms, response_status, response_beginning, error)
     SELECT r.id, coalesce((SELECT max(number) FROM webhook_attempts a WHERE a.delivery_id = r.id), 0) + 1, r.org_id, r.at, r.url,
       r.duration, r.response_status, r.beginning, r.error
     FROM recorded r WHERE r.at IS NOT NULL
   )
   SELECT id FROM recorded`,
);

type Result = { row: ClaimedDelivery; outcome: DeliveryOutcome };
type Status = 'PENDING' | 'DELIVERED' | 'FAILED' | 'CANCELED';

/** Writes down what came of attempts, and what follows for their endpoints, in one transaction. */
@Injectable()
export class RecordAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly health: EndpointHealth,
    private readonly clock: Clock,
  ) {}

  /** Answers what each delivery is now. */
  async execute(token: string, results: Result[]): Promise<Status[]> {
    const now = this.clock.now();
    const rows = results.map(({ row, outcome }) => ({ row, outcome, ...afterwards(row, outcome, now) }));
    const attempt = ({ outcome }: Result) => (outcome.kind === 'ATTEMPTED' ? outcome.attempt : null);
    await this.unitOfWork.runAsSystem('webhooks.record', async (tx) => {
      const recorded = await tx.query<{ id: string }>(RECORD, [
        token,
        rows.map(({ row }) => row.id),
        rows.map(({ status }) => status),
        rows.map(({ nextAttemptAt }) => nextAttemptAt),
        rows.map(({ outcome }) => (outcome.kind === 'ATTEMPTED' ? outcome.payload : null)),
        rows.map((result) => attempt(result)?.at ?? null),
        rows.map((result) => attempt(result)?.url ?? null),
        rows.map((result) => attempt(result)?.duration ?? null),
        rows.map((result) => attempt(result)?.status ?? null),
        rows.map((result) => attempt(result)?.beginning ?? null),
        rows.map((result) => attempt(result)?.error ?? null),
      ]);
      const known = new Set(recorded.map(({ id }) => id));
      await this.health.follow(tx, resultsByEndpoint(results.filter(({ row }) => known.has(row.id))), now);
    });
    return rows.map(({ status }) => status);
  }
}

/** Delivered, to be tried again, given up, or never to be sent. */
function afterwards(
  { attempts }: ClaimedDelivery,
  outcome: DeliveryOutcome,
  now: Date,
): { status: Status; nextAttemptAt: Date | null } {
  if (outcome.kind === 'OFF') return { status: 'CANCELED', nextAttemptAt: null };
  if (outcome.kind === 'ATTEMPTED' && isDelivered(outcome.attempt)) return { status: 'DELIVERED', nextAttemptAt: null };
  const wait = waitAfter(attempts, outcome.kind === 'ATTEMPTED' ? outcome.attempt.retryAfterSeconds : 0);
  if (wait === null) return { status: 'FAILED', nextAttemptAt: null };
  return { status: 'PENDING', nextAttemptAt: new Date(now.getTime() + wait * 1000) };
}

function resultsByEndpoint(results: Result[]): Map<string, EndpointResults> {
  const found = new Map<string, EndpointResults>();
  for (const { row, outcome } of results) {
    if (outcome.kind !== 'ATTEMPTED') continue;
    const known = found.get(row.endpoint_id) ?? { delivered: false, gone: false };
    found.set(row.endpoint_id, {
      delivered: known.delivered || isDelivered(outcome.attempt),
      gone: known.gone || isGone(outcome.attempt),
    });
  }
  return found;
}
