import { Client } from 'pg';
import { aConsent, sql, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let [mine, theirs]: TestOrganization[] = [];
let created: Created;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  [mine, theirs] = [await server.organization(), await server.organization()];
  created = (await mine.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201)).body as Created;
  await theirs.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
});
afterAll(() => server.stop());

/** All but the certificates that seal, which are the server's own and published, and what the platform knows of contacts. */
const TENANT_TABLES = `SELECT c.relname AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname NOT LIKE '%migrations' AND c.relname NOT IN ('seal_certificates', 'platform_identities') ORDER BY 1`;

/** Runs as the server's role for an organization; rolls back. */
async function as<T>(role: string, org: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL ROLE ${role}`);
    if (org) await client.query(`SELECT set_config('app.org_id', $1, true)`, [org]);
    return await work(client);
  } finally {
    await client.end();
  }
}

const tables = async () => sql<{ name: string; on: boolean; forced: boolean }>(server.database, TENANT_TABLES);
const visible = async (client: Client, table: string) =>
  (
    await client.query<{ orgs: string[] | null }>(
      `SELECT array_agg(DISTINCT ${table === 'organizations' ? 'id' : 'org_id'}) AS orgs FROM ${table}`,
    )
  ).rows[0].orgs ?? [];

describe('Row-level security', () => {
  it('is on and forced for every table', async () => {
    const all = await tables();
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter(({ on, forced }) => !on || !forced)).toEqual([]);
  });

  it('shows a query that names no organization only its own rows, and nothing when nobody is named', async () => {
    for (const { name } of await tables()) {
      const own = await as('placet_app', mine.id, (client) => visible(client, name));
      expect([name, own.filter((org) => org !== mine.id)]).toEqual([name, []]);
      expect([name, await as('placet_app', null, (client) => visible(client, name))]).toEqual([name, []]);
    }
    expect(await as('placet_app', mine.id, (client) => visible(client, 'requests'))).toEqual([mine.id]);
  });

  it('lets nobody write for another organization', async () => {
    const insert = (client: Client) =>
      client.query(`INSERT INTO subjects (id, org_id, did) VALUES ('${'a'.repeat(24)}', $1, 'did:x')`, [theirs.id]);
    await expect(as('placet_app', mine.id, insert)).rejects.toMatchObject({ code: '42501' });
    const stolen = await as('placet_app', theirs.id, (client) =>
      client.query('UPDATE requests SET name = $2 WHERE id = $1', [created.id, 'x']),
    );
    expect(stolen.rowCount).toBe(0);
  });

  it('keeps what the platform knows of contacts from every organization: only whoever holds a key finds one of them', async () => {
    const [wall] = await sql<{ on: boolean; forced: boolean }>(
      server.database,
      `SELECT relrowsecurity AS on, relforcerowsecurity AS forced FROM pg_class WHERE relname = 'platform_identities'`,
    );
    expect(wall).toEqual({ on: true, forced: true });
    for (const statement of [
      'SELECT FROM platform_identities',
      'DELETE FROM platform_identities',
      `UPDATE platform_identities SET provider = 'x'`,
    ])
      await expect(as('placet_app', mine.id, (client) => client.query(statement))).rejects.toMatchObject({
        code: '42501',
      });
    const found = await as('placet_app', mine.id, (client) =>
      client.query('SELECT * FROM find_platform_identity($1)', [[Buffer.alloc(32)]]),
    );
    expect(found.rows).toEqual([]);
  });

  it('opens to the system role exactly what its callers need', async () => {
    const may: string[] = [];
    for (const { name } of await tables()) {
      await as('placet_system', null, (client) => client.query(`SELECT FROM ${name} LIMIT 1`)).then(
        () => may.push(name),
        (error: { code: string }) => expect(error.code).toBe('42501'),
      );
    }
    expect(may).toEqual([
      'api_keys',
      'attachments',
      'broken_seals',
      'credentials',
      'evidence_heads',
      'evidence_unlinked',
      'idempotency_records',
      'identity_verifications',
      'notifications',
      'organizations',
      'request_subjects',
      'requests',
      'seal_renewals',
      'seal_revisions',
      'sealings',
      'status_lists',
      'subjects',
      'webhook_attempts',
      'webhook_deliveries',
      'webhook_endpoints',
    ]);
  });
});

describe('What never changes', () => {
  it.each([
    'UPDATE evidence SET kind = kind',
    'DELETE FROM evidence',
    'TRUNCATE evidence CASCADE',
    'UPDATE resource_versions SET name = name',
    'UPDATE group_versions SET name = name',
  ])('%s is refused, even to the owner', async (statement) => {
    await expect(sql(server.database, statement)).rejects.toMatchObject({ code: '23000' });
  });
});
