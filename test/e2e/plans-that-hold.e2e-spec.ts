import { aConsent, aMandate, sql, type Created } from '../support/asking';
import { crowd } from '../support/crowd';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

/** `ROWS=100000` for the goal; less shows the same, because one look at every row of a table is too many. */
const ROWS = Number(process.env.ROWS ?? 20_000);

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off', DATABASE_POOL: '2' } });
  organization = await server.organization();
  const tables = await sql<{ name: string }>(
    server.database,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const still = tables.map(({ name }) => `ALTER TABLE ${name} SET (autovacuum_enabled = false);`);
  await sql(server.database, still.join('\n'));
});

/** Everything that happens often: asked, looked up, opened, answered, read, spent. */
async function journey(name: string): Promise<void> {
  const contact = `${name}@example.com`;
  const ask = { contacts: [contact], credentials: [aConsent(), aMandate()] };
  const { id, subjects } = (await organization.asks(ask).expect(201)).body as Created;
  for (const path of [`/v1/request/${id}`, '/v1/me', `/v1/user?contact=${contact}`])
    await organization.call('get', path).expect(200);
  const visitor = new VisitorByHttp(server.url, new URL(subjects[0].link!).pathname, subjects[0].code!);
  await visitor.get().expect(200);
  await visitor.enters();
  for (const item of [1, 2]) await visitor.sends(`/answer/${item}`, { do: 'ACCEPT' });
  await visitor.sends('/answer/finish', {});
  const { credentials } = (await organization.call('get', `/v1/request/${id}`).expect(200)).body as {
    credentials: { id: string }[];
  };
  for (const each of credentials) await organization.call('get', `/v1/credential/${each.id}`).expect(200);
}

it('Statements that were planned on empty tables do not read whole tables when those have grown', async () => {
  for (const name of ['ana', 'ben', 'eva', 'leo']) await journey(name);
  await crowd(server.database, ROWS);
  await sql(server.database, 'SELECT pg_stat_reset()');
  await journey('zoe');
  await server.app.close(); // what a connection has counted is told at its end
  const read = await sql<{ name: string; rows: number; blocks: number }>(
    server.database,
    `SELECT t.relname AS name, t.seq_tup_read::int AS rows,
       (io.heap_blks_hit + io.heap_blks_read + coalesce(io.idx_blks_hit + io.idx_blks_read, 0))::int AS blocks
     FROM pg_stat_user_tables t JOIN pg_statio_user_tables io USING (relid) ORDER BY 3 DESC`,
  );
  expect(read.filter(({ blocks }) => blocks > 0).length).toBeGreaterThan(10);
  // Of every look-up, insert and check of the whole journey.
  expect(read.filter(({ rows, blocks }) => rows > 100 || blocks > 500)).toEqual([]);
  await server.database.drop();
});
