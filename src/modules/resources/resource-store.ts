import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { ResourceType, StoredField } from './content';
import { RESOURCE_COLUMNS, type ResourceRow } from './resource-row';
import type { Validity } from './validity';

/** What a version says. `data` null: what is asked stays as it is. */
export interface VersionTerms extends Validity {
  name: string;
  description: string | null;
  internalId: string | null;
  data: StoredField[] | null;
  documentSha256: string | null;
  scope: string | null;
  required: boolean;
}

const FIND = statement(
  'resources.find',
  `SELECT ${RESOURCE_COLUMNS} FROM resources r
   CROSS JOIN LATERAL (SELECT * FROM resource_versions WHERE resource_id = r.id AND version = r.version LIMIT 1) v
   WHERE r.org_id = $1 AND r.id = $2 AND r.deleted_at IS NULL`,
);
const LOCK = statement(
  'resources.lock',
  'SELECT version FROM resources WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE',
);
const COMPARED_COLUMNS = `name, description, internal_id, data, scope, required, valid_from, valid_until, document_sha256`;
const VERSION_COLUMNS = `${COMPARED_COLUMNS}, data_in_order`;
const INSERT = statement(
  'resources.insert',
  `WITH resource AS (
     INSERT INTO resources (id, org_id, type, active, created_at, updated_at) VALUES ($2, $1, $14, $13, $15, $15)
   )
   INSERT INTO resource_versions (id, org_id, resource_id, version, ${VERSION_COLUMNS}, created_at)
   VALUES ($3, $1, $2, 1, $4, $5, $6, $7::json::jsonb, $8, $9, $10, $11, decode($12, 'hex'), $7::json, $15)`,
);
/**
 * A version is added unless it says exactly what the current one says, in the same order (versions of before the order was
 * kept have none). Its row must be locked.
 */
const REPLACE = statement(
  'resources.replace',
  `WITH current AS (
     SELECT v.* FROM resources r JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version
     WHERE r.org_id = $1 AND r.id = $2
   ), said AS (
     SELECT $4::text AS name, $5::text AS description, $6::text AS internal_id, COALESCE($7::json::jsonb, data) AS data,
       $8::text AS scope, $9::boolean AS required, $10::timestamptz AS valid_from, $11::timestamptz AS valid_until,
       CASE WHEN $7::json IS NULL THEN document_sha256 ELSE decode($12, 'hex') END AS document_sha256,
       COALESCE($7::json, data_in_order) AS data_in_order
     FROM current
   ), written AS (
     INSERT INTO resource_versions (id, org_id, resource_id, version, ${VERSION_COLUMNS}, created_at)
     SELECT $3, $1, $2, current.version + 1, said.*, $14::timestamptz FROM current, said
     WHERE current.data_in_order::text <> said.data_in_order::text
       OR (SELECT s FROM (SELECT ${COMPARED_COLUMNS} FROM current) s)
         IS DISTINCT FROM (SELECT s FROM (SELECT ${COMPARED_COLUMNS} FROM said) s)
     RETURNING version
   )
   UPDATE resources SET
     version = COALESCE((SELECT version FROM written), version),
     active = COALESCE($13::boolean, active),
     updated_at = CASE WHEN EXISTS (TABLE written) OR active <> $13::boolean THEN $14::timestamptz ELSE updated_at END
   WHERE org_id = $1 AND id = $2`,
);
const DELETE = statement(
  'resources.delete',
  `UPDATE resources SET active = false, deleted_at = $3, updated_at = $3
   WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
);

/** The rows of resources and of their versions. */
@Injectable()
export class ResourceStore {
  async find(tx: Transaction, org: OrganizationId, id: string): Promise<ResourceRow | undefined> {
    const [row] = await tx.query<ResourceRow & object>(FIND, [org, id]);
    return row;
  }

  /** The version it has, and keeps until this transaction ends. */
  async lock(tx: Transaction, org: OrganizationId, id: string): Promise<number | undefined> {
    const [row] = await tx.query<{ version: number }>(LOCK, [org, id]);
    return row?.version;
  }

  /** Stores a new resource and answers its id. */
  insert(
    tx: Transaction,
    org: OrganizationId,
    { type, active }: { type: ResourceType; active: boolean },
    terms: VersionTerms,
    at: Date,
  ): string {
    const id = newId();
    tx.send(INSERT, [org, id, ...valuesOf(terms), active, type, at]);
    return id;
  }

  /** Stores what a locked resource says from now on. `active` null: as it was. */
  replace(
    tx: Transaction,
    org: OrganizationId,
    id: string,
    terms: VersionTerms,
    active: boolean | null,
    at: Date,
  ): void {
    tx.send(REPLACE, [org, id, ...valuesOf(terms), active, at]);
  }

  /** True when there was something to delete. */
  async delete(tx: Transaction, org: OrganizationId, id: string, at: Date): Promise<boolean> {
    return (await tx.query(DELETE, [org, id, at])).length > 0;
  }
}

const valuesOf = (terms: VersionTerms): unknown[] => [
  newId(),
  terms.name,
  terms.description,
  terms.internalId,
  terms.data && JSON.stringify(terms.data),
  terms.scope,
  terms.required,
  terms.validFrom,
  terms.validUntil,
  terms.documentSha256,
];
