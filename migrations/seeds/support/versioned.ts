import { newId } from '../../../src/platform/ids';
import type { Entry } from './ledger';
import type { SeedTransaction } from './seed-transaction';

/** The tables of something that has versions. */
export interface Versioned {
  rows: 'resources' | 'groups';
  versions: 'resource_versions' | 'group_versions';
  /** The column of `versions` that names the row. */
  parent: 'resource_id' | 'group_id';
}

/** Which version is asked for now, and whether any is. */
export interface Current {
  version: number;
  active: boolean;
}

interface Found extends Current {
  /** Somebody deleted it through the API. */
  deleted: boolean;
}

/** The row as it is, held until the end of the transaction; undefined when there is none. */
export async function currentOf(tx: SeedTransaction, { rows }: Versioned, id: string): Promise<Found | undefined> {
  const sql = `SELECT version, active, deleted_at IS NOT NULL AS deleted FROM ${rows} WHERE org_id = $1 AND id = $2 FOR UPDATE`;
  const [current] = await tx.ask<Found>(sql, [tx.org, id]);
  return current;
}

export async function setCurrent(tx: SeedTransaction, { rows }: Versioned, id: string, to: Current): Promise<void> {
  // What somebody deleted through the API comes back when a seed makes it active.
  await tx.ask(
    `UPDATE ${rows} SET version = $3, active = $4, deleted_at = CASE WHEN NOT $4 THEN deleted_at END, updated_at = now()
     WHERE org_id = $1 AND id = $2`,
    [tx.org, id, to.version, to.active],
  );
}

/**
 * Takes back what a seed did: a row it made goes, or is deactivated when something refers to it or there is a reason to
 * keep it; a row it changed goes back to the version before. Answers what happened, for the administrator.
 */
export async function takeBack(
  tx: SeedTransaction,
  tables: Versioned,
  entry: Entry,
  reasonToKeep?: string,
): Promise<string> {
  const { rows } = tables;
  const current = await currentOf(tx, tables, entry.id);
  if (!current) return 'is gone already';
  if (entry.before) return goBack(tx, tables, entry, current);
  if (!reasonToKeep && (await tx.deleted([`DELETE FROM ${rows} WHERE org_id = $1 AND id = $2`, [tx.org, entry.id]]))) {
    return 'deleted';
  }
  await setCurrent(tx, tables, entry.id, { ...current, active: false });
  return `deactivated: ${reasonToKeep ?? 'it has been asked for, or a group that stays contains it'}`;
}

async function goBack(tx: SeedTransaction, tables: Versioned, entry: Entry, current: Found): Promise<string> {
  const { version, active } = entry.before!;
  if (current.deleted) return 'left: it was deleted after the seed';
  if (current.version !== entry.version) return `left at version ${current.version}: it was changed after the seed`;
  const seeded = [tx.org, entry.id, entry.version];
  const { versions, parent } = tables;
  const unused =
    version === entry.version ||
    (await tx.deleted([`DELETE FROM ${versions} WHERE org_id = $1 AND ${parent} = $2 AND version = $3`, seeded]));
  const back = unused ? version : await repeatVersion(tx, entry.id, version, current.version + 1);
  await setCurrent(tx, tables, entry.id, { version: back, active });
  const state = active ? '' : ', inactive';
  return unused ? `back to version ${back}${state}` : `version ${back}${state}, as version ${version} was`;
}

/**
 * Version numbers only grow: where the version to leave has been asked for and stays, the one before follows it again.
 * (Only of resources: nothing but its own resources refers to a version of a group.)
 */
async function repeatVersion(tx: SeedTransaction, id: string, version: number, as: number): Promise<number> {
  await tx.ask(
    `INSERT INTO resource_versions (id, org_id, resource_id, version, name, description, internal_id, data, scope,
       required, valid_from, valid_until, document_sha256, data_in_order)
     SELECT $4, org_id, resource_id, $5, name, description, internal_id, data, scope,
       required, valid_from, valid_until, document_sha256, data_in_order
     FROM resource_versions WHERE org_id = $1 AND resource_id = $2 AND version = $3`,
    [tx.org, id, version, newId(), as],
  );
  return as;
}
