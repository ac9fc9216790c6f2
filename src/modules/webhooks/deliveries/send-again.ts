import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, type Transaction } from '../../../platform/database';
import { DeliverySignal } from '../../../platform/delivery';
import { Problem, type Answer, type CallingOrganization, type OrganizationId } from '../../../platform/http';
import { newId } from '../../../platform/ids';
import type { Sealer } from '../../../platform/secrets';
import { WritesOnce, type WriteAttempt } from '../../../platform/writes';
import type { ReplayDto } from '../dto/delivery.dto';
import { Endpoints } from '../endpoints/endpoints';
import { TEST_EVENT } from '../events/event-types';
import { API_VERSION } from '../events/tell-events';
import { WEBHOOKS_QUEUE } from './queue-events';
import { ReadDeliveries } from './read-deliveries';

/** So many events one call sends once more. */
const MOST_REPLAYED = 1000;

const TEST = statement(
  'webhooks.test',
  `INSERT INTO webhook_deliveries (id, org_id, endpoint_id, event_type, event_id, occurred_at, payload, next_attempt_at, created_at)
   VALUES ($2, $1, $3, $4, $5, $6, $7, $6, $6)`,
);
const REPLAY_ONE = statement(
  'webhooks.replay-one',
  `UPDATE webhook_deliveries SET status = 'PENDING', attempts = 0, next_attempt_at = $4, lease_token = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND endpoint_id = $2 AND id = $3 AND status <> 'PENDING' RETURNING id`,
);
const REPLAY_SINCE = statement(
  'webhooks.replay-since',
  `UPDATE webhook_deliveries SET status = 'PENDING', attempts = 0, next_attempt_at = $4, lease_token = NULL
   WHERE id IN (
     SELECT id FROM webhook_deliveries WHERE org_id IS NOT DISTINCT FROM $1 AND endpoint_id = $2 AND occurred_at >= $3
       AND status = ANY($5::text[]) ORDER BY occurred_at, id LIMIT $6 FOR UPDATE
   ) RETURNING occurred_at AS "occurredAt"`,
);

/** Tries an endpoint, and sends once more what was sent before: under the same id, so that a receiver can tell. */
@Injectable()
export class SendAgain {
  constructor(
    private readonly writesOnce: WritesOnce,
    private readonly endpoints: Endpoints,
    private readonly deliveries: ReadDeliveries,
    private readonly signal: DeliverySignal,
    private readonly clock: Clock,
  ) {}

  test({ id: org, did }: CallingOrganization, endpointId: string, attempt: WriteAttempt): Promise<Answer> {
    return this.writesOnce.run(org, attempt, async (tx, sealer) => {
      await this.requireOn(tx, org, endpointId);
      const id = newId();
      const payload = { eventType: TEST_EVENT, message: 'This is a test.', issuerDid: did, api_version: API_VERSION };
      const sealed = this.sealed(id, payload, sealer);
      await tx.query(TEST, [org, id, endpointId, TEST_EVENT, `evt_${newId()}`, this.clock.now(), sealed]);
      return this.queued(tx, org, endpointId, id);
    });
  }

  one({ id: org }: CallingOrganization, endpointId: string, id: string, attempt: WriteAttempt): Promise<Answer> {
    return this.writesOnce.run(org, attempt, async (tx) => {
      await this.deliveries.detail(tx, org, endpointId, id);
      await this.requireOn(tx, org, endpointId);
      await tx.query(REPLAY_ONE, [org, endpointId, id, this.clock.now()]);
      return this.queued(tx, org, endpointId, id);
    });
  }

  since({ id: org }: CallingOrganization, endpointId: string, dto: ReplayDto, attempt: WriteAttempt): Promise<Answer> {
    return this.writesOnce.run(org, attempt, async (tx) => {
      await this.requireOn(tx, org, endpointId);
      const statuses = dto.status ? [dto.status] : ['FAILED', 'CANCELED'];
      const values = [org, endpointId, new Date(dto.since), this.clock.now(), statuses, MOST_REPLAYED];
      const replayed = await tx.query<{ occurredAt: Date }>(REPLAY_SINCE, values);
      tx.afterCommit(() => this.signal.due(WEBHOOKS_QUEUE));
      const last = Math.max(...replayed.map(({ occurredAt }) => occurredAt.getTime()));
      const nextSince = replayed.length === MOST_REPLAYED ? new Date(last) : null;
      return { id: endpointId, status: 202, body: { replayed: replayed.length, nextSince } };
    });
  }

  private async queued(tx: Transaction, org: OrganizationId, endpointId: string, id: string) {
    tx.afterCommit(() => this.signal.due(WEBHOOKS_QUEUE));
    return { id, status: 202, body: await this.deliveries.detail(tx, org, endpointId, id) };
  }

  private async requireOn(tx: Transaction, org: OrganizationId, id: string): Promise<void> {
    const { active } = await this.endpoints.one(tx, org, id);
    if (!active)
      throw new Problem('webhook_off', `This webhook is turned off: turn it on with PATCH /v1/webhooks/${id} first`);
  }

  private sealed(id: string, payload: object, sealer: Sealer): Buffer {
    return sealer.seal({ purpose: 'webhook.payload', row: id }, JSON.stringify(payload));
  }
}
