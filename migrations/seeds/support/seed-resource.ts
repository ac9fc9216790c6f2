import { pdfFields, type DocumentReference, type StoredField } from '../../../src/modules/resources';
import { newId } from '../../../src/platform/ids';
import type { CheckedDocument, CheckedResource } from './check-resource';
import { nameOf } from './declarations';
import type { Entry, Ledger } from './ledger';
import { SeedRefused } from './seed-refused';
import type { SeedTransaction } from './seed-transaction';
import { currentOf, setCurrent, takeBack, type Versioned } from './versioned';

const RESOURCES: Versioned = { rows: 'resources', versions: 'resource_versions', parent: 'resource_id' };

/** Makes the resource, or a new version of it when its key is there already and its content differs. */
export async function makeResource(tx: SeedTransaction, ledger: Ledger, resource: CheckedResource): Promise<void> {
  const { key, type, options } = resource.declaration;
  const id = await ledger.idFor('resource', key, options.id);
  const before = await currentOf(tx, RESOURCES, id);
  if (!before) await tx.ask('INSERT INTO resources (id, org_id, type) VALUES ($1, $2, $3)', [id, tx.org, type]);
  else await refuseOtherType(tx, id, resource);

  const version = (before?.version ?? 0) + 1;
  for (const document of resource.documents) await storeDocument(tx, document);
  const changed = await storeVersion(tx, id, version, resource);
  const now = changed || !before ? version : before.version;
  if (before) await setCurrent(tx, RESOURCES, id, { version: now, active: true });
  await ledger.write({ kind: 'resource', key, id, version: now, before });
  tx.lines.push(`${nameOf(resource.declaration)} ${id}: ${wordsFor(before?.version, now)}${pagesOf(resource)}`);
}

/** Takes it back, and with it the documents that nothing else holds. */
export async function takeBackResource(tx: SeedTransaction, entry: Entry): Promise<string> {
  const before = await documentsOf(tx, entry.id);
  const said = await takeBack(tx, RESOURCES, entry);
  const after = await documentsOf(tx, entry.id);
  for (const sha256 of before) if (!after.has(sha256)) await dropUnused(tx, sha256);
  return said;
}

export const wordsFor = (before: number | undefined, now: number): string => {
  if (before === undefined) return 'made';
  return before === now ? `active, version ${now} as before` : `version ${now}`;
};

function pagesOf({ documents, declaration }: CheckedResource): string {
  const count = declaration.type === 'DOCUMENT' ? documents[0].pages.length : 0;
  return count === 0 ? '' : `, ${count} ${count === 1 ? 'page' : 'pages'}`;
}

async function refuseOtherType(tx: SeedTransaction, id: string, { declaration }: CheckedResource): Promise<void> {
  const [{ type }] = await tx.ask<{ type: string }>('SELECT type FROM resources WHERE org_id = $1 AND id = $2', [
    tx.org,
    id,
  ]);
  if (type === declaration.type) return;
  throw new SeedRefused([`${tx.seed}: ${nameOf(declaration)}: ${id} is a ${type} and stays one: choose another key`]);
}

async function storeDocument(tx: SeedTransaction, { sha256, size, pages, content }: CheckedDocument): Promise<void> {
  await tx.ask(
    `INSERT INTO documents (org_id, sha256, size, pages, content) VALUES ($1, decode($2, 'hex'), $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [tx.org, sha256, size, JSON.stringify(pages), content],
  );
}

/** Writes the version unless the one before it says exactly the same. Answers whether it did. */
async function storeVersion(
  tx: SeedTransaction,
  id: string,
  version: number,
  { declaration: { options }, data, documentSha256 }: CheckedResource,
): Promise<boolean> {
  const written = await tx.ask(
    `INSERT INTO resource_versions (id, org_id, resource_id, version, name, description, internal_id, data, scope,
       required, valid_from, valid_until, document_sha256, data_in_order)
     SELECT $1, $2, $3, $4, said.*, decode($13, 'hex'), $8::json
     FROM (VALUES ($5::text, $6::text, $7::text, $8::json::jsonb, $9::text, $10::boolean, $11::timestamptz, $12::timestamptz)) AS said
     WHERE NOT EXISTS (
       SELECT FROM resource_versions v WHERE v.org_id = $2 AND v.resource_id = $3 AND v.version = $4::integer - 1
         AND (v.name, v.description, v.internal_id, v.data, v.scope, v.required, v.valid_from, v.valid_until)
           IS NOT DISTINCT FROM said AND coalesce(v.data_in_order::text = $8::json::text, true))
     RETURNING id`,
    [
      ...[newId(), tx.org, id, version, options.name, options.description ?? null, options.internalId ?? null],
      ...[JSON.stringify(data), options.scope ?? null, options.required ?? true],
      ...[options.validFrom ?? null, options.validUntil ?? null, documentSha256],
    ],
  );
  return written.length === 1;
}

/** The digests of all documents in all versions of a resource. */
async function documentsOf(tx: SeedTransaction, id: string): Promise<Set<string>> {
  const versions = await tx.ask<{ data: StoredField[] }>(
    'SELECT data FROM resource_versions WHERE org_id = $1 AND resource_id = $2',
    [tx.org, id],
  );
  const fields = versions.flatMap(({ data }) => pdfFields(data, ''));
  return new Set(fields.map(({ field }) => (field.value as DocumentReference).sha256));
}

/** Deletes a document that no version and no request of the organization refers to. */
async function dropUnused(tx: SeedTransaction, sha256: string): Promise<void> {
  // A request that stores the same document at this moment is waited for, a later one waits: it will store it anew.
  await tx.ask('LOCK TABLE documents IN SHARE ROW EXCLUSIVE MODE');
  await tx.ask(
    `DELETE FROM documents WHERE org_id = $1 AND sha256 = decode($2, 'hex')
       AND NOT EXISTS (SELECT FROM resource_versions WHERE org_id = $1 AND strpos(data::text, $2) > 0)
       AND NOT EXISTS (SELECT FROM credentials WHERE org_id = $1 AND strpos(data::text, $2) > 0)`,
    [tx.org, sha256],
  );
}
