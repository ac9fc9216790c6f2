import { Injectable, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { COUNTED_WAITING, measureQueue, type DeliveryQueue, type WaitingWork } from '../../../platform/delivery';
import { Metrics } from '../../../platform/metrics';
import type { ClaimedDelivery, DeliveryOutcome } from './delivery';
import { WEBHOOKS_QUEUE } from './queue-events';
import { RecordAttempts } from './record-attempts';
import { SendDelivery } from './send-delivery';

/** So many deliveries to one endpoint are under way at once from this process, and one while it fails. */
const MOST_TO_ONE = 16;

/**
 * Endpoints with something that may be due, from index entry to index entry, then of each what there is room for: an
 * endpoint that hangs holds its own places and no others.
 */
const CLAIM = statement(
  'webhooks.claim',
  `WITH RECURSIVE waiting AS (
     (SELECT endpoint_id FROM webhook_deliveries WHERE status = 'PENDING' ORDER BY endpoint_id LIMIT 1)
     UNION ALL
     SELECT (SELECT d.endpoint_id FROM webhook_deliveries d
       WHERE d.status = 'PENDING' AND d.endpoint_id > w.endpoint_id ORDER BY d.endpoint_id LIMIT 1)
     FROM waiting w WHERE w.endpoint_id IS NOT NULL
   ), room AS (
     SELECT e.id, CASE WHEN e.failing_since IS NULL THEN $5::int ELSE 1 END - coalesce(b.busy, 0) AS places
     FROM waiting w JOIN webhook_endpoints e ON e.id = w.endpoint_id
     LEFT JOIN unnest($6::text[], $7::int[]) AS b (id, busy) ON b.id = e.id
   ), due AS (
     SELECT d.id FROM room CROSS JOIN LATERAL (
       SELECT id, next_attempt_at FROM webhook_deliveries
       WHERE endpoint_id = room.id AND status = 'PENDING' AND next_attempt_at <= $2
       ORDER BY next_attempt_at LIMIT greatest(room.places, 0) FOR UPDATE SKIP LOCKED
     ) d ORDER BY d.next_attempt_at LIMIT $4
   )
   UPDATE webhook_deliveries SET lease_token = $1, next_attempt_at = $2::timestamptz + make_interval(secs => $3),
     attempts = least(attempts + 1, 32767)
   WHERE id IN (SELECT id FROM due)
   RETURNING id, org_id, endpoint_id, event_type, event_id, fact_id, payload, attempts`,
);
const WAITING = statement(
  'webhooks.waiting',
  `SELECT 'EVENT' AS kind, count(*)::int AS waiting,
     coalesce(greatest(0, extract(epoch FROM $1 - min(next_attempt_at))), 0)::float8 AS "secondsLate"
   FROM (SELECT next_attempt_at FROM webhook_deliveries WHERE status = 'PENDING' LIMIT $2) due`,
);

/** The deliveries that are due, as the delivery loop sees them. */
@Injectable()
export class WebhookQueue implements DeliveryQueue<ClaimedDelivery, DeliveryOutcome>, OnModuleInit {
  readonly name = WEBHOOKS_QUEUE;
  /** How many are under way, by endpoint. */
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly sending: SendDelivery,
    private readonly recording: RecordAttempts,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    measureQueue(this.metrics, this.name, ['EVENT'], () => this.waiting());
  }

  claim(limit: number, token: string, leaseSeconds: number): Promise<ClaimedDelivery[]> {
    const busy = [[...this.busy.keys()], [...this.busy.values()]];
    const now = this.clock.now();
    return this.unitOfWork.runAsSystem('webhooks.claim', (tx) =>
      tx.query<ClaimedDelivery & object>(CLAIM, [token, now, leaseSeconds, limit, MOST_TO_ONE, ...busy]),
    );
  }

  async deliver(delivery: ClaimedDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    this.count(delivery, 1);
    try {
      return await this.sending.execute(delivery, signal);
    } finally {
      this.count(delivery, -1);
    }
  }

  async record(token: string, results: { row: ClaimedDelivery; outcome: DeliveryOutcome }[]): Promise<void> {
    const statuses = await this.recording.execute(token, results);
    for (const outcome of statuses) this.metrics.deliveries.inc({ queue: this.name, outcome });
  }

  private count({ endpoint_id: id }: ClaimedDelivery, by: 1 | -1): void {
    const count = (this.busy.get(id) ?? 0) + by;
    if (count === 0) this.busy.delete(id);
    else this.busy.set(id, count);
  }

  private waiting(): Promise<WaitingWork[]> {
    return this.unitOfWork.runAsSystem('webhooks.waiting', (tx) =>
      tx.query<WaitingWork & object>(WAITING, [this.clock.now(), COUNTED_WAITING]),
    );
  }
}
