import { Client } from 'pg';
import request from 'supertest';
import { SilenceWatch } from '../../src/platform/database/silence-watch';
import { aConsent, rowCounts, type Created, type Refused } from '../support/asking';
import { aCable, type Cable } from '../support/cable';
import { freshDatabase, type TestDatabase } from '../support/database';
import { eventually, until } from '../support/eventually';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let database: TestDatabase;
let cable: Cable;
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  database = await freshDatabase();
  cable = await aCable(database.url);
  server = await startServer({
    impatient: true,
    database: { ...database, url: cable.url },
    environment: { DELIVERY: 'off' },
  });
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

/** A 503 that says when to come back, while the database is silent. How soon it comes: see silence-watch.spec.ts. */
async function refused(body: object, key: string): Promise<void> {
  const answer = await organization.asks(body, keyed(key)).expect(503);
  expect(answer.headers['retry-after']).toBe('2');
  expect((answer.body as Refused).code).toBe('database_unavailable');
}

describe('A database that falls silent, its packets dropped rather than refused', () => {
  it('is a 503 for every create, more of them than there are connections; the process lives', async () => {
    await Promise.all(Array.from({ length: 10 }, () => organization.asks(ask()).expect(201))); // opens connections
    cable.hush('everything');
    await Promise.all(Array.from({ length: 25 }, (_, index) => refused(ask(), `silent ${index}`)));
    await refused(ask(), 'with no connection left');
    await health('live', 200);
    await health('ready', 503);
  });

  it('and serves again once it answers, without a restart', async () => {
    await organization.asks(ask()).expect(201);
    cable.hush('everything');
    await refused(ask(), 'before');
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
    await refused(body, 'unknown outcome');
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
    const watch = SilenceWatch.prototype as unknown as { answers: (this: unknown) => Promise<boolean> };
    const { answers: asksAnybody } = watch;
    const answered: boolean[] = [];
    jest.spyOn(watch, 'answers').mockImplementation(async function (this: unknown) {
      answered.push(await asksAnybody.call(this));
      return true; // though a slow machine may need longer than it is given
    });
    const made = organization
      .asks(ask())
      .expect(201)
      .then(() => 'made');
    await eventually(async () => {
      const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect((await holder.query(blocked)).rowCount).toBe(1);
    });
    await until(
      () => answered, // each time it has heard nothing for a second, and asks whether anybody is there
      (answers) => answers.length >= 3 && answers.includes(true),
    );
    jest.restoreAllMocks();
    await holder.query('COMMIT');
    await holder.end();
    expect(await made).toBe('made');
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
