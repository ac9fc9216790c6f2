import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { GroupDto } from './dto/group.dto';
import { GROUP_COLUMNS, type GroupRow } from './group-row';

const FIND = statement(
  'groups.find',
  `SELECT ${GROUP_COLUMNS} FROM groups g
   CROSS JOIN LATERAL (SELECT * FROM group_versions WHERE group_id = g.id AND version = g.version LIMIT 1) gv
   WHERE g.org_id = $1 AND g.id = $2 AND g.deleted_at IS NULL`,
);
const LOCK = statement(
  'groups.lock',
  'SELECT version FROM groups WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE',
);
const INSERT = statement(
  'groups.insert',
  `WITH made AS (
     INSERT INTO groups (id, org_id, active, created_at, updated_at) VALUES ($2, $1, $6, $7, $7)
   ), written AS (
     INSERT INTO group_versions (id, org_id, group_id, version, name, description, created_at)
     VALUES ($3, $1, $2, 1, $4, $5, $7)
   )
   INSERT INTO group_resources (group_version_id, position, org_id, resource_id)
   SELECT $3, place - 1, $1, resource FROM unnest($8::text[]) WITH ORDINALITY AS of (resource, place)`,
);
/** A version is added unless it says exactly what the current one says. Its row must be locked. */
const REPLACE = statement(
  'groups.replace',
  `WITH current AS (
     SELECT gv.* FROM groups g JOIN group_versions gv ON gv.group_id = g.id AND gv.version = g.version
     WHERE g.org_id = $1 AND g.id = $2
   ), written AS (
     INSERT INTO group_versions (id, org_id, group_id, version, name, description, created_at)
     SELECT $3, $1, $2, version + 1, $4::text, $5::text, $7::timestamptz FROM current
     WHERE (name, description) IS DISTINCT FROM ($4::text, $5::text) OR $8::text[] <> ARRAY(
       SELECT resource_id FROM group_resources WHERE group_version_id = current.id ORDER BY position)
     RETURNING id, version
   ), held AS (
     INSERT INTO group_resources (group_version_id, position, org_id, resource_id)
     SELECT written.id, place - 1, $1, resource FROM written, unnest($8::text[]) WITH ORDINALITY AS of (resource, place)
   )
   UPDATE groups SET
     version = COALESCE((SELECT version FROM written), version),
     active = COALESCE($6::boolean, active),
     updated_at = CASE WHEN EXISTS (TABLE written) OR active <> $6::boolean THEN $7::timestamptz ELSE updated_at END
   WHERE org_id = $1 AND id = $2`,
);
const DELETE = statement(
  'groups.delete',
  `UPDATE groups SET active = false, deleted_at = $3, updated_at = $3
   WHERE org_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
);

/** The rows of groups, of their versions and of what these hold. */
@Injectable()
export class GroupStore {
  async find(tx: Transaction, org: OrganizationId, id: string): Promise<GroupRow | undefined> {
    const [row] = await tx.query<GroupRow & object>(FIND, [org, id]);
    return row;
  }

  /** The version it has, and keeps until this transaction ends. */
  async lock(tx: Transaction, org: OrganizationId, id: string): Promise<number | undefined> {
    const [row] = await tx.query<{ version: number }>(LOCK, [org, id]);
    return row?.version;
  }

  /** Stores a new group and answers its id. */
  insert(tx: Transaction, org: OrganizationId, dto: GroupDto, at: Date): string {
    const id = newId();
    tx.send(INSERT, [org, id, newId(), dto.name, dto.description ?? null, dto.active ?? true, at, dto.resourcesIds]);
    return id;
  }

  /** Stores what a locked group is from now on. */
  replace(tx: Transaction, org: OrganizationId, id: string, dto: GroupDto, at: Date): void {
    tx.send(REPLACE, [org, id, newId(), dto.name, dto.description ?? null, dto.active ?? null, at, dto.resourcesIds]);
  }

  /** True when there was something to delete. */
  async delete(tx: Transaction, org: OrganizationId, id: string, at: Date): Promise<boolean> {
    return (await tx.query(DELETE, [org, id, at])).length > 0;
  }
}
