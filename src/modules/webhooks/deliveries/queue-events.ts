import { Injectable, OnModuleInit } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { DeliverySignal } from '../../../platform/delivery';
import type { OrganizationId } from '../../../platform/http';
import { EvidenceService, type LoggedFact } from '../../evidence';
import { eventsOf, TOLD_KINDS } from '../events/events-of';

export const WEBHOOKS_QUEUE = 'webhooks';

/**
 * One row for each active endpoint that wants it: the fact and what must be told of it commit together. The id of a row is
 * the second of the fact and a digest of what it is, so that no round trip is needed to know the endpoints first.
 */
const QUEUE = statement(
  'webhooks.queue',
  `INSERT INTO webhook_deliveries (id, org_id, endpoint_id, event_type, event_id, fact_id, occurred_at, next_attempt_at, created_at)
   SELECT lpad(to_hex(extract(epoch FROM t.occurred_at)::bigint), 8, '0')
       || left(encode(sha256(convert_to(concat_ws('/', e.id, t.type, t.id), 'UTF8')), 'hex'), 16),
     e.org_id, e.id, t.type, t.id, t.fact_id, t.occurred_at, t.occurred_at, t.occurred_at
   FROM webhook_endpoints e
   JOIN unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS t (type, id, fact_id, occurred_at)
     ON t.type = ANY(e.events)
   WHERE e.org_id = $1 AND e.active
   ON CONFLICT DO NOTHING`,
);

/** Hears the facts that anything is told of, and queues what endpoints want to be told. */
@Injectable()
export class QueueEvents implements OnModuleInit {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly signal: DeliverySignal,
  ) {}

  onModuleInit(): void {
    this.evidence.onFact(TOLD_KINDS, (tx, org, facts) => this.queue(tx, org, facts));
  }

  private queue(tx: Transaction, org: OrganizationId, facts: LoggedFact[]): void {
    const events = facts.flatMap((fact) =>
      eventsOf({ ...fact, details: fact.details as Record<string, unknown> }).map((event) => ({ ...event, fact })),
    );
    if (events.length === 0) return;
    tx.send(
      QUEUE,
      [
        org,
        events.map(({ type }) => type),
        events.map(({ id }) => id),
        events.map(({ fact }) => fact.id),
        events.map(({ occurredAt }) => occurredAt),
      ],
      (queued) => queued > 0 && tx.afterCommit(() => this.signal.due(WEBHOOKS_QUEUE)),
    );
  }
}
