import { newId } from '../../../src/platform/ids';
import { nameOf, type GroupDeclaration } from './declarations';
import type { Entry, Ledger } from './ledger';
import { SeedRefused } from './seed-refused';
import { wordsFor } from './seed-resource';
import type { SeedTransaction } from './seed-transaction';
import { currentOf, setCurrent, takeBack, type Versioned } from './versioned';

const GROUPS: Versioned = { rows: 'groups', versions: 'group_versions', parent: 'group_id' };

/** Makes the group, or a new version of it when its key is there already and it says something else. */
export async function makeGroup(tx: SeedTransaction, ledger: Ledger, declaration: GroupDeclaration): Promise<void> {
  const { key, options } = declaration;
  const resources = await resourcesOf(tx, ledger, declaration);
  const id = await ledger.idFor('group', key, options.id);
  const before = await currentOf(tx, GROUPS, id);
  if (!before) await tx.ask('INSERT INTO groups (id, org_id) VALUES ($1, $2)', [id, tx.org]);
  const same = before !== undefined && (await saysTheSame(tx, id, before.version, declaration, resources));
  const version = same ? before.version : (before?.version ?? 0) + 1;
  if (!same) await storeVersion(tx, id, version, declaration, resources);
  if (before) await setCurrent(tx, GROUPS, id, { version, active: true });
  await ledger.write({ kind: 'group', key, id, version, before });
  tx.lines.push(`${nameOf(declaration)} ${id}: ${wordsFor(before?.version, version)}, of ${options.of.join(', ')}`);
}

/** A request keeps no word of the group it named: a group with a resource that was asked for may be such a group, and stays. */
export async function takeBackGroup(tx: SeedTransaction, entry: Entry): Promise<string> {
  const [{ asked }] = await tx.ask<{ asked: boolean }>(
    `SELECT EXISTS (
       SELECT FROM group_versions g JOIN group_resources gr ON gr.group_version_id = g.id
       JOIN resource_versions r ON r.resource_id = gr.resource_id JOIN credentials c ON c.resource_version_id = r.id
       WHERE g.org_id = $1 AND g.group_id = $2) AS asked`,
    [tx.org, entry.id],
  );
  return takeBack(tx, GROUPS, entry, asked ? 'something in it has been asked for' : undefined);
}

async function resourcesOf(tx: SeedTransaction, ledger: Ledger, declaration: GroupDeclaration): Promise<string[]> {
  const { of } = declaration.options;
  const ids = await ledger.find('resource', of);
  const unknown = of.filter((key) => !ids.has(key));
  if (unknown.length === 0) return of.map((key) => ids.get(key)!);
  throw new SeedRefused(
    unknown.map((key) => `${tx.seed}: ${nameOf(declaration)}: no seed of "${tx.slug}" declares the resource "${key}"`),
  );
}

async function saysTheSame(
  tx: SeedTransaction,
  id: string,
  version: number,
  { options }: GroupDeclaration,
  resources: string[],
): Promise<boolean> {
  const [same] = await tx.ask(
    `SELECT FROM group_versions v WHERE v.org_id = $1 AND v.group_id = $2 AND v.version = $3 AND v.name = $4
       AND v.description IS NOT DISTINCT FROM $5
       AND ARRAY(SELECT resource_id FROM group_resources WHERE group_version_id = v.id ORDER BY position) = $6::text[]`,
    [tx.org, id, version, options.name, options.description ?? null, resources],
  );
  return same !== undefined;
}

async function storeVersion(
  tx: SeedTransaction,
  id: string,
  version: number,
  { options }: GroupDeclaration,
  resources: string[],
): Promise<void> {
  const versionId = newId();
  await tx.ask(
    'INSERT INTO group_versions (id, org_id, group_id, version, name, description) VALUES ($1, $2, $3, $4, $5, $6)',
    [versionId, tx.org, id, version, options.name, options.description ?? null],
  );
  await tx.ask(
    `INSERT INTO group_resources (group_version_id, position, org_id, resource_id)
     SELECT $1, place - 1, $2, resource FROM unnest($3::text[]) WITH ORDINALITY AS of (resource, place)`,
    [versionId, tx.org, resources],
  );
}
