import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { Problem, type OrganizationId } from '../../../platform/http';
import { ENDPOINT_COLUMNS, type Endpoint } from './endpoint';

const ALL = statement(
  'webhooks.endpoints',
  `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints WHERE org_id = $1 AND deleted_at IS NULL ORDER BY id`,
);
const ONE = statement(
  'webhooks.endpoint',
  `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL`,
);
const LOGGED = statement('webhooks.logged-endpoint', 'SELECT FROM webhook_endpoints WHERE org_id = $1 AND id = $2');
const INSERT = statement(
  'webhooks.insert-endpoint',
  `INSERT INTO webhook_endpoints (id, org_id, name, url, events, active, encrypted, created_at, updated_at)
   VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $8) RETURNING ${ENDPOINT_COLUMNS}`,
);
const UPDATE = statement(
  'webhooks.update-endpoint',
  `UPDATE webhook_endpoints SET name = coalesce($3, name), url = coalesce($4, url), events = coalesce($5, events),
     active = coalesce($6, active), encrypted = coalesce($7, encrypted), updated_at = $8,
     disabled_reason = CASE WHEN $6 THEN NULL ELSE disabled_reason END,
     failing_since = CASE WHEN $6 OR $4 IS NOT NULL THEN NULL ELSE failing_since END
   WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING ${ENDPOINT_COLUMNS}`,
);
const DELETE = statement(
  'webhooks.delete-endpoint',
  `UPDATE webhook_endpoints SET active = false, deleted_at = $3, updated_at = $3
   WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
);

export type EndpointTerms = Pick<Endpoint, 'name' | 'url' | 'events' | 'active' | 'encrypted'>;

/** The endpoints of an organization, as they lie in the database. */
@Injectable()
export class Endpoints {
  all(tx: Transaction, org: OrganizationId): Promise<Endpoint[]> {
    return tx.query<Endpoint & object>(ALL, [org]);
  }

  async one(tx: Transaction, org: OrganizationId, id: string): Promise<Endpoint> {
    const [endpoint] = await tx.query<Endpoint & object>(ONE, [org, id]);
    if (!endpoint) throw notFound();
    return endpoint;
  }

  /** Also of one that was removed: its log outlives it. */
  async requireLogged(tx: Transaction, org: OrganizationId, id: string): Promise<void> {
    if ((await tx.query(LOGGED, [org, id])).length === 0) throw notFound();
  }

  async insert(tx: Transaction, org: OrganizationId, id: string, terms: EndpointTerms, at: Date): Promise<Endpoint> {
    const { name, url, events, active, encrypted } = terms;
    return (await tx.query<Endpoint & object>(INSERT, [org, id, name, url, events, active, encrypted, at]))[0];
  }

  /** What is absent stays. Turning it on forgets why it was off. */
  async update(
    tx: Transaction,
    org: OrganizationId,
    id: string,
    { name, url, events, active, encrypted }: Partial<EndpointTerms>,
    at: Date,
  ): Promise<Endpoint> {
    const values = [name, url, events, active, encrypted].map((value) => value ?? null);
    const [endpoint] = await tx.query<Endpoint & object>(UPDATE, [org, id, ...values, at]);
    if (!endpoint) throw notFound();
    return endpoint;
  }

  async delete(tx: Transaction, org: OrganizationId, id: string, at: Date): Promise<void> {
    if ((await tx.query(DELETE, [org, id, at])).length === 0) throw notFound();
  }
}

const notFound = (): Problem => new Problem('not_found', 'Webhook not found');
