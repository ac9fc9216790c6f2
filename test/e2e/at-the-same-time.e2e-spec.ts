import { Client } from 'pg';
import type { Response } from 'supertest';
import { aConsent, aDocument, rowCounts, sql, type Created, type Refused } from '../support/asking';
import { eventually, until } from '../support/eventually';
import { withinOneMinute } from '../support/one-minute';
import { pdfs } from '../support/pdfs';
import { startServer, type CallOptions, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let second: TestServer;
let organization: TestOrganization;

/** Requests of this name are held half way, until the test opens the gate. */
const HELD = 'held half way';
const GATE = 4711;
let keeper: Client;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  second = await startServer({ database: server.database, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  await sql(
    server.database,
    `CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(${GATE}); RETURN NEW; END $$;
     CREATE TRIGGER gate BEFORE INSERT ON requests FOR EACH ROW WHEN (NEW.name = '${HELD}') EXECUTE FUNCTION wait_at_the_gate()`,
  );
  keeper = new Client({ connectionString: server.database.url });
  await keeper.connect();
});
afterAll(async () => {
  await keeper.end();
  await second.stop();
  await server.stop();
});

let asks = 0;
const ask = (more: object = {}) => ({ contacts: [`p${++asks}@example.com`], credentials: [aConsent()], ...more });
const keyed = (key: string): CallOptions => ({ headers: { 'Idempotency-Key': key }, timestamp: Date.now() + ++asks });
/** Makes a call, and runs `meanwhile` while it is held in the middle of its transaction. Answers the call's answer. */
async function during(call: () => PromiseLike<Response>, meanwhile: () => Promise<void>): Promise<Response> {
  await keeper.query('SELECT pg_advisory_lock($1)', [GATE]);
  try {
    const answer = call().then((response) => response);
    await eventually(async () => {
      const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${GATE} AND NOT granted`;
      expect((await keeper.query(waiting)).rowCount).toBe(1);
    });
    await meanwhile();
    await keeper.query('SELECT pg_advisory_unlock($1)', [GATE]);
    return await answer;
  } finally {
    await keeper.query('SELECT pg_advisory_unlock_all()');
  }
}
const requests = async () => (await rowCounts(server.database)).requests;

describe('While a call is being answered', () => {
  const held = (more: object = {}) => ask({ name: HELD, ...more });

  it('the same call is told to come back in a second, on any server, and is a replay then', async () => {
    const body = held();
    const first = await during(
      () => organization.asks(body, keyed('half way')).expect(201),
      async () => {
        for (const caller of [organization, organization.at(second)]) {
          const early = await caller.asks(body, keyed('half way')).expect(409);
          expect(early.headers['retry-after']).toBe('1');
          expect((early.body as Refused).code).toBe('idempotency_key_in_use');
        }
      },
    );
    const late = await organization.at(second).asks(body, keyed('half way')).expect(201);
    expect([late.text, late.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it('another key and another organization with the same key are other calls', async () => {
    const other = await server.organization();
    await during(
      () => organization.asks(held(), keyed('shared words')).expect(201),
      async () => {
        await other.asks(ask(), keyed('shared words')).expect(201);
        await organization.asks(ask(), keyed('other words')).expect(201);
      },
    );
  });

  it('another body under its key is told that the key is in use, and later that it was another call', async () => {
    await during(
      () => organization.asks(held(), keyed('taken')).expect(201),
      async () => void (await organization.asks(ask(), keyed('taken')).expect(409)),
    );
    await organization.asks(ask(), keyed('taken')).expect(422);
  });

  it('the same signed call without a key is told so as well', async () => {
    const body = held();
    const timestamp = Date.now();
    const { text } = await during(
      () => organization.asks(body, { timestamp }).expect(201),
      async () => void (await organization.asks(body, { timestamp }).expect(409)),
    );
    expect((await organization.asks(body, { timestamp }).expect(201)).text).toBe(text);
  });
});

describe('Fifty at once, on two servers,', () => {
  const fifty = <T>(one: (index: number, caller: TestOrganization) => PromiseLike<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: 50 }, (_, i) => one(i, i % 2 ? organization : organization.at(second))));

  it('with one key make one request, whole', async () => {
    const before = await rowCounts(server.database);
    const body = ask();
    const answers = await fifty((_, caller) => caller.asks(body, keyed('fifty')));
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    expect(created.filter(({ headers }) => !headers['idempotent-replayed'])).toHaveLength(1);
    const after = await rowCounts(server.database);
    for (const table of [
      'requests',
      'request_subjects',
      'credentials',
      'notifications',
      'evidence',
      'subjects',
      'idempotency_records',
    ])
      expect([table, after[table] - before[table]]).toEqual([table, 1]);
  });

  it('with keys of their own make fifty', async () => {
    const before = await requests();
    const answers = await fifty((i, caller) => caller.asks(ask(), keyed(`own ${i}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect(new Set(answers.map(({ body }) => (body as Created).id)).size).toBe(50);
    expect(await requests()).toBe(before + 50);
  });

  it('with the same documents in any order store each of them once', async () => {
    const before = await rowCounts(server.database);
    const documents = [
      aDocument(pdfs.pages(2), 'One'),
      aDocument(pdfs.rotated(90), 'Two'),
      aDocument(pdfs.cropped(), 'Three'),
    ];
    // Where all of them arrive before the first is read, there is no room for the last: told to come back, they come back.
    const answers = await fifty((i, caller) =>
      until(
        () => caller.asks(ask({ credentials: i % 4 < 2 ? documents : [...documents].reverse() })),
        ({ status }) => status !== 503,
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201));
    const after = await rowCounts(server.database);
    expect([after.documents - before.documents, after.credentials - before.credentials]).toEqual([3, 150]);
  });

  it('under signature version 2, one signature under fifty keys makes one request', async () => {
    const before = await requests();
    const body = ask();
    const timestamp = Date.now();
    const answers = await fifty((i, caller) => caller.asks(body, { ...keyed(`stolen ${i}`), version: 2, timestamp }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body: refused } of answers.filter(({ status }) => status !== 201))
      expect([status, (refused as Refused).code]).toEqual([401, 'signature_reused']);
    expect(await requests()).toBe(before + 1);
  });
});

describe('Creates a minute', () => {
  const used = (limited: TestOrganization) =>
    sql<{ calls: number; minute: Date }>(server.database, 'SELECT calls, minute FROM rate_counters WHERE org_id = $1', [
      limited.id,
    ]);

  it('begin anew with the next minute', () =>
    withinOneMinute(server.database, async () => {
      const limited = await server.organization({ createsPerMinute: 2 });
      const left = async () => (await limited.asks(ask())).headers['ratelimit-remaining'];
      expect([await left(), await left(), await left()]).toEqual(['1', '0', '0']);
      const { headers, body } = await limited.asks(ask()).expect(429);
      expect((body as Refused).detail).toBe(
        `This organization may make 2 creates a minute. Try again in ${headers['retry-after']} seconds.`,
      );
      expect(headers['retry-after']).toBe(headers['ratelimit-reset']);
      await sql(server.database, `UPDATE rate_counters SET minute = minute - interval '1 minute' WHERE org_id = $1`, [
        limited.id,
      ]);
      expect((await limited.asks(ask()).expect(201)).headers).toMatchObject({
        'ratelimit-limit': '2',
        'ratelimit-remaining': '1',
      });
      expect((await used(limited))[0].calls).toBe(1);
    }));

  it('store nothing when they are too many, and count for their own organization alone', () =>
    withinOneMinute(server.database, async () => {
      const [limited, other] = [
        await server.organization({ createsPerMinute: 1 }),
        await server.organization({ createsPerMinute: 1 }),
      ];
      await limited.asks(ask()).expect(201);
      const before = await rowCounts(server.database);
      const key = keyed('too many');
      const late = ask();
      await limited.asks(late, key).expect(429);
      expect(await rowCounts(server.database)).toEqual(before);
      await other.asks(ask()).expect(201);
      await sql(server.database, `UPDATE rate_counters SET minute = minute - interval '1 minute' WHERE org_id = $1`, [
        limited.id,
      ]);
      const again = await limited.asks(late, { ...key, timestamp: Date.now() }).expect(201);
      expect(again.headers['idempotent-replayed']).toBeUndefined(); // a 429 is not remembered
    }));

  it('do not count a replay, and count what is refused', () =>
    withinOneMinute(server.database, async () => {
      const limited = await server.organization({ createsPerMinute: 3 });
      const body = ask();
      for (let time = 0; time < 5; time++) await limited.asks(body, keyed('once')).expect(201);
      await limited.asks({ contacts: [] }).expect(400);
      expect((await limited.asks(ask()).expect(201)).headers['ratelimit-remaining']).toBe('0');
      await limited.asks(ask()).expect(429);
      await limited.asks(body, keyed('once')).expect(201);
      expect((await used(limited))[0].calls).toBe(4);
    }));

  it('are exact when two servers count at once', () =>
    withinOneMinute(server.database, async () => {
      const limited = await server.organization({ createsPerMinute: 20 });
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 ? limited : limited.at(second)).asks(ask())),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
      expect((await used(limited))[0].calls).toBe(50);
    }));
});
