import { aConsent, sql } from '../../../test/support/asking';
import { startServer, type TestOrganization, type TestServer } from '../../../test/support/server';
import { PruneEarlierWrites } from './prune-earlier-writes';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const ask = (key: string) =>
  organization.asks(
    { contacts: ['ana@example.com'], credentials: [aConsent(key)] },
    { headers: { 'Idempotency-Key': key } },
  );
const age = (key: number, interval: string) =>
  sql(
    server.database,
    `UPDATE idempotency_records SET created_at = now() - $2::interval
     WHERE result_id = (SELECT request_id FROM credentials WHERE name = $1)`,
    [String(key), interval],
  );

it('Stored answers, which may hold codes, are erased after a day; the calls are forgotten after thirty', async () => {
  const ages = ['23 hours', '25 hours', '29 days', '31 days'];
  for (const [key, interval] of ages.entries()) {
    await ask(String(key)).expect(201);
    await age(key, interval);
  }
  await server.app.get(PruneEarlierWrites, { strict: false }).prune();
  const left = await sql<{ has_answer: boolean }>(
    server.database,
    'SELECT answer IS NOT NULL AS has_answer FROM idempotency_records ORDER BY created_at DESC',
  );
  expect(left.map(({ has_answer }) => has_answer)).toEqual([true, false, false]);

  expect((await ask('0').expect(201)).headers['idempotent-replayed']).toBe('true');
  await ask('1').expect(409);
  await ask('2').expect(409);
  expect((await ask('3').expect(201)).headers['idempotent-replayed']).toBeUndefined();
});
