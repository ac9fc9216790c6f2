/** A database for one test of seeds: migrated, empty, and worked on as in production by an owner whom row-level security binds. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Seed, type SeedClass } from '../migrations/seeds/support';
import { migrate } from '../src/platform/database';
import { newId } from '../src/platform/ids';
import { aPdf } from './support/pdfs';

/** Every table a seed writes to. */
const SEEDED_TABLES = [
  ...['organizations', 'api_keys', 'documents', 'resources', 'resource_versions'],
  ...['groups', 'group_versions', 'group_resources', 'seeded'],
];

export interface SeedsDatabase {
  /** As the owner of the tables: no superuser. */
  url: string;
  /** Reads and writes past row-level security, to see and to prepare. */
  rows<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** How many rows each table of the seeds has; empty ones are left out. */
  counts(): Promise<Record<string, number>>;
  /** A request that asks for the current version of a resource. */
  ask(resourceId: string, apiKeyId?: string): Promise<void>;
  drop(): Promise<void>;
}

export async function aSeedsDatabase(): Promise<SeedsDatabase> {
  const name = `seeds_${randomBytes(6).toString('hex')}`;
  const server = process.env.PLACET_TEST_POSTGRES!;
  const at = (user?: string) => {
    const url = new URL(server);
    url.pathname = name;
    if (user) [url.username, url.password] = [user, user];
    return url.href;
  };
  await once(
    server,
    `CREATE ROLE ${name} LOGIN NOINHERIT CREATEROLE PASSWORD '${name}'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
  );
  const client = new Client({ connectionString: at() });
  await client.connect();
  // The roles belong to the whole server: another test may have made them, then this owner is not their administrator.
  const roles = await client.query(`SELECT rolname FROM pg_roles WHERE rolname IN ('placet_app', 'placet_system')`);
  if (roles.rowCount === 2) await client.query(`GRANT placet_app, placet_system TO ${name} WITH ADMIN OPTION`);
  await migrate(at(name), 'up');
  const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await client.query<Row>(sql, values)).rows;
  return {
    url: at(name),
    rows,
    counts: () => counts(rows),
    ask: (resourceId, apiKeyId) => ask(rows, resourceId, apiKeyId),
    async drop() {
      await client.end();
      await once(server, `DROP DATABASE ${name} WITH (FORCE)`, `DROP OWNED BY ${name}`, `DROP ROLE ${name}`);
    },
  };
}

type Rows = SeedsDatabase['rows'];

async function once(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function counts(rows: Rows): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of SEEDED_TABLES) {
    const [{ there }] = await rows<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
    const all = there ? await rows(`SELECT FROM ${table}`) : [];
    if (all.length > 0) found[table] = all.length;
  }
  return found;
}

async function ask(rows: Rows, resourceId: string, apiKeyId: string | null = null): Promise<void> {
  const requestId = newId();
  await rows(
    `INSERT INTO requests (id, org_id, security_level, code_delivery, language, api_key_id, expires_at, created_at)
     SELECT $1, org_id, 'CONTACT', 'SEND', 'ENG', $3, now(), now() FROM resources WHERE id = $2`,
    [requestId, resourceId, apiKeyId],
  );
  await rows(
    `INSERT INTO credentials (id, org_id, request_id, position, type, name, required, resource_version_id, digest, created_at, answerable_until)
     SELECT $1, r.org_id, $2, 0, r.type, v.name, true, v.id, sha256(''), now(), now()
     FROM resources r JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version WHERE r.id = $3`,
    [newId(), requestId, resourceId],
  );
}

/** A folder of files for seeds; the PDFs have as many pages as said. */
export function aSeedFolder(pdfs: Record<string, number> = {}): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'placet-seeds-'));
  for (const [file, pages] of Object.entries(pdfs)) {
    const pdf = aPdf();
    for (let page = 0; page < pages; page++) pdf.page({ content: `BT /F1 12 Tf 72 720 Td (${file} ${page}) Tj ET` });
    writeFileSync(join(folder, file), pdf.build());
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

let moment = 1769500000000;

/** A seed class as an administrator would write one, made a second after the one before. */
export function aSeed(declares: Seed['declares'], folder?: string, slug = 'acme'): SeedClass {
  const name = `Test${(moment += 1000)}`;
  const made = class extends Seed {
    readonly organization = slug;
    readonly declares = declares;
    override readonly folder = folder ?? '/nowhere';
  };
  Object.defineProperty(made, 'name', { value: name });
  return made;
}
