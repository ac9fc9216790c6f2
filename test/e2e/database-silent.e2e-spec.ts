import { Client } from 'pg';
import request from 'supertest';
import { aConsent, rowCounts, type Created, type Refused } from '../support/asking';
import { aCable, type Cable } from '../support/cable';
import { freshDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let database: TestDatabase;
let cable: Cable;
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  database = await freshDatabase();
  cable = await aCable(database.url);
  server = await startServer({ database: { ...database, url: cable.url } });
  organization = await server.organization();
});
afterAll(async () => {
  await cable.mend();
  await server.stop();
  await cable.close();
  await database.drop();
});
afterEach(() => cable.mend());

let asks = 0;
const ask = () => ({ contacts: [`p${++asks}@example.com`], credentials: [aConsent()] });
const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key }, timestamp: Date.now() + ++asks });
const health = (of: 'live' | 'ready', status: number) => request(server.url).get(`/health/${of}`).expect(status);

/** Expects a 503 that says when to come back, in time: 2.5 s where a test has the machine to itself, more where it has not. */
const IN_TIME_MS = 5000;
async function refusedInTime(body: object, key: string): Promise<void> {
  const begun = performance.now();
  const answer = await organization.asks(body, keyed(key)).expect(503);
  expect(performance.now() - begun).toBeLessThan(IN_TIME_MS);
  expect(answer.headers['retry-after']).toBe('2');
  expect((answer.body as Refused).code).toBe('database_unavailable');
}

describe('A database that falls silent, its packets dropped rather than refused', () => {
  it('is a 503 in time for every create, more of them than there are connections; the process lives', async () => {
    await Promise.all(Array.from({ length: 10 }, () => organization.asks(ask()).expect(201))); // opens connections
    cable.hush('everything');
    await Promise.all(Array.from({ length: 25 }, (_, index) => refusedInTime(ask(), `silent ${index}`)));
    await refusedInTime(ask(), 'with no connection left');
    await health('live', 200);
    const begun = performance.now();
    await health('ready', 503);
    expect(performance.now() - begun).toBeLessThan(2500);
  });

  it('and serves again once it answers, without a restart', async () => {
    await organization.asks(ask()).expect(201);
    cable.hush('everything');
    await refusedInTime(ask(), 'before');
    await cable.mend();
    await eventually(() => health('ready', 200));
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => organization.asks(ask(), keyed(`${index}`)).expect(201)),
    );
  });

  it('leaves nobody wrong about a COMMIT whose answer never came: 503, and the same key tells the truth', async () => {
    const before = (await rowCounts(database)).requests;
    const body = ask();
    const ending = silenceAtCommitOf('requests.insert');
    await refusedInTime(body, 'unknown outcome');
    ending.mockRestore();
    await cable.mend();
    await eventually(async () => expect((await rowCounts(database)).requests).toBe(before + 1)); // it was stored
    const again = await organization.asks(body, keyed('unknown outcome')).expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((again.body as Created).subjects[0].contact).toBe(body.contacts[0]);
    expect((await rowCounts(database)).requests).toBe(before + 1);
  });
});

describe('A database that is slow but there', () => {
  it('is waited for: a create behind a lock is made, not refused', async () => {
    await organization.asks(ask()).expect(201);
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE requests IN SHARE ROW EXCLUSIVE MODE');
    setTimeout(() => void holder.query('COMMIT').then(() => holder.end()), 4000);
    const begun = performance.now();
    await organization.asks(ask()).expect(201);
    expect(performance.now() - begun).toBeGreaterThan(3000);
  });
});

/** Answers are lost from the moment on when a unit of work that holds `statement` sends its COMMIT. */
function silenceAtCommitOf(statement: string): jest.SpyInstance {
  const writing = new Set<Client>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const original = Client.prototype.query as (...given: unknown[]) => unknown;
  return jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [query] = given as [string | { name?: string }];
    if (typeof query !== 'string' && query.name === statement) writing.add(this);
    if (query === 'COMMIT' && writing.has(this)) cable.hush('answers');
    return original.apply(this, given) as never;
  });
}
