import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import { COUNTED_EXACTLY, pageOf, Problem, type OrganizationId, type Page } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import type { AttemptView, DeliveryDetail, DeliveryQuery, DeliveryView } from '../dto/delivery.dto';
import { Endpoints } from '../endpoints/endpoints';

const ATTEMPT = (
  alias: string,
) => `jsonb_build_object('at', to_char(${alias}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'url', ${alias}.url, 'durationMs', ${alias}.duration_ms, 'responseStatus', ${alias}.response_status,
  'responseBeginning', ${alias}.response_beginning, 'error', ${alias}.error)`;
const COLUMNS = `d.id, d.event_id AS "eventId", d.event_type AS event, d.status, d.attempts, d.occurred_at AS "occurredAt",
  CASE WHEN d.status = 'PENDING' THEN d.next_attempt_at END AS "nextAttemptAt", a.attempt AS "lastAttempt"`;
const LAST = `LEFT JOIN LATERAL (
    SELECT ${ATTEMPT('w')} AS attempt FROM webhook_attempts w WHERE w.delivery_id = d.id ORDER BY w.number DESC LIMIT 1
  ) a ON true`;
/** A search finds a part of the event's type or id. */
const MATCHING = `d.org_id IS NOT DISTINCT FROM $1 AND d.endpoint_id = $2 AND ($3::text IS NULL OR d.status = $3)
  AND ($4::text IS NULL OR strpos(d.event_type || ' ' || d.event_id, $4) > 0)`;
const PAGE = statement(
  'webhooks.deliveries',
  `SELECT ${COLUMNS} FROM webhook_deliveries d ${LAST} WHERE ${MATCHING} AND ($5::text IS NULL OR d.id < $5)
   ORDER BY d.id DESC LIMIT $6 OFFSET $7`,
);
const COUNT = statement(
  'webhooks.count-deliveries',
  `SELECT count(*)::int AS count FROM (SELECT FROM webhook_deliveries d WHERE ${MATCHING} LIMIT $5) counted`,
);
const ONE = statement(
  'webhooks.delivery',
  `SELECT ${COLUMNS}, d.payload, ARRAY(
     SELECT ${ATTEMPT('l')} FROM (
       SELECT * FROM webhook_attempts w WHERE w.delivery_id = d.id ORDER BY w.number DESC LIMIT 100
     ) l ORDER BY l.number
   ) AS log
   FROM webhook_deliveries d ${LAST} WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.endpoint_id = $2 AND d.id = $3`,
);

type Row = DeliveryView & { payload: Buffer | null; log: AttemptView[] };

/** What was sent to an endpoint and what came of it: kept for 30 days, also when the endpoint is gone. */
@Injectable()
export class ReadDeliveries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: Endpoints,
    private readonly envelopes: Envelopes,
  ) {}

  /** Newest first. */
  page(org: OrganizationId, endpointId: string, query: DeliveryQuery): Promise<Page<DeliveryView>> {
    const { pageIndex, pageSize, cursor = null, status = null } = query;
    const matching = [org, endpointId, status, query.search || null];
    const skipped = cursor === null ? pageIndex * pageSize : 0;
    return this.unitOfWork.read(org, async (tx) => {
      await this.endpoints.requireLogged(tx, org, endpointId);
      const counting = tx.query<{ count: number }>(COUNT, [...matching, COUNTED_EXACTLY + 1]);
      const found = await tx.query<DeliveryView & object>(PAGE, [...matching, cursor, pageSize + 1, skipped]);
      const [{ count }] = await counting;
      return pageOf(found, { count, exact: count <= COUNTED_EXACTLY }, query, ({ id }) => id);
    });
  }

  one(org: OrganizationId, endpointId: string, id: string): Promise<DeliveryDetail> {
    return this.unitOfWork.read(org, (tx) => this.detail(tx, org, endpointId, id));
  }

  async detail(tx: Transaction, org: OrganizationId, endpointId: string, id: string): Promise<DeliveryDetail> {
    const [row] = await tx.query<Row & object>(ONE, [org, endpointId, id]);
    if (!row) throw new Problem('not_found', 'Delivery not found');
    const { payload, ...delivery } = row;
    const text = payload && this.envelopes.open({ purpose: 'webhook.payload', row: id }, payload).toString('utf8');
    return { ...delivery, payload: text === null ? null : (JSON.parse(text) as object) };
  }
}
