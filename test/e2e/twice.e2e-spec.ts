import { aConsent, dump, rowCounts, sql, type Created, type Refused } from '../support/asking';
import { startServer, TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

let calls = 0;
const ask = () => ({ contacts: [`p${++calls}@example.com`], credentials: [aConsent()] });
const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

describe('The same call, twice', () => {
  it('is answered byte for byte as before, whether its key is quoted or bare', async () => {
    const body = ask();
    const first = await organization.asks(body, keyed('order-1')).expect(201);
    const again = await organization.asks(body, { ...keyed('"order-1"'), timestamp: Date.now() + 1000 }).expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', location: first.headers.location });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
  });

  it('has one effect when fifty arrive at once', async () => {
    const body = ask();
    const before = await rowCounts(server.database);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => organization.asks(body, { ...keyed('fifty'), timestamp: Date.now() + i })),
    );
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'idempotency_key_in_use' },
        headers: { 'retry-after': '1' },
      });
    }
    expect((await rowCounts(server.database)).requests).toBe(before.requests + 1);
  });

  it('is refused when it is not the same call', async () => {
    await organization.asks(ask(), keyed('order-2')).expect(201);
    const { body } = (await organization.asks(ask(), keyed('order-2')).expect(422)) as { body: Refused };
    expect(body.code).toBe('idempotency_key_mismatch');
    await (await server.organization()).asks(ask(), keyed('order-2')).expect(201);
  });

  it('without a key, counts as a replay when its very signature repeats', async () => {
    const body = ask();
    const timestamp = Math.floor(Date.now() / 1000) * 1000; // as a client whose clock knows seconds only
    const first = await organization.asks(body, { timestamp }).expect(201);
    const again = await organization.asks(body, { timestamp }).expect(201);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it('under version 2, is refused when its signature comes back under another key', async () => {
    const body = ask();
    const signed = { version: 2 as const, timestamp: Date.now() };
    await organization.asks(body, { ...signed, ...keyed('mine') }).expect(201);
    const { body: refused } = (await organization.asks(body, { ...signed, ...keyed('theirs') }).expect(401)) as {
      body: Refused;
    };
    expect(refused.code).toBe('signature_reused');
  });

  it('is free again after a refusal', async () => {
    await organization.asks({ ...ask(), contacts: ['nobody'] }, keyed('mended')).expect(400);
    await organization.asks(ask(), keyed('mended')).expect(201);
  });

  it('after a day, says what it made and no longer what it answered', async () => {
    const body = ask();
    const { id } = (await organization.asks(body, keyed('old')).expect(201)).body as Created;
    await sql(
      server.database,
      `UPDATE idempotency_records SET created_at = now() - interval '25 hours' WHERE result_id = $1`,
      [id],
    );
    const { body: refused } = (await organization.asks(body, keyed('old')).expect(409)) as { body: Refused };
    expect(refused).toMatchObject({ code: 'idempotency_key_used', detail: expect.stringContaining(id) as string });
  });

  it.each([['x'.repeat(256)], ['""'], ['ключ']])('needs a key that can be one: %s', async (key) => {
    const encoded = Buffer.from(key, 'utf8').toString('latin1');
    const { body } = (await organization.asks(ask(), keyed(encoded)).expect(400)) as { body: Refused };
    expect(body.errors[0].field).toBe('Idempotency-Key');
  });
});

describe('What is stored', () => {
  it('holds no code, no link, no key and no secret in the clear, in any table', async () => {
    const withoutDelivery = await startServer({ database: server.database, environment: { DELIVERY: 'off' } });
    const secretive = await withoutDelivery.organization();
    const { subjects } = (await secretive.asks(ask(), keyed('dumped')).expect(201)).body as Created;
    const everything = await dump(server.database);
    const token = subjects[0].link!.slice(-24);
    const hidden = [token, secretive.key.key, secretive.key.signatureSecret, `"code":"${subjects[0].code}"`];
    expect(hidden.filter((secret) => everything.includes(secret))).toEqual([]);
    expect(everything).toContain(subjects[0].contact); // the search does find what is there
    await withoutDelivery.stop();
  });
});

describe('Creates a minute', () => {
  it('are counted exactly, across servers, refused ones included, replays not', async () => {
    const second = await startServer({ database: server.database });
    const limited = await server.organization({ createsPerMinute: 5 });
    const there = new TestOrganization(second.url, limited.entity, limited.key);
    const body = ask();
    const first = await limited.asks(body, keyed('counted')).expect(201);
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '5', 'ratelimit-remaining': '4' });
    await limited.asks(body, keyed('counted')).expect(201);
    await there.asks({ contacts: [] }).expect(400);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? limited : there).asks(ask())));
    const refused = answers.filter(({ status }) => status === 429);
    // A minute may begin in between: then, and only then, more are let through.
    const counted = await sql<{ calls: number }>(server.database, 'SELECT calls FROM rate_counters WHERE org_id = $1', [
      limited.id,
    ]);
    if (counted[0].calls === 10) expect(refused).toHaveLength(5);
    for (const { headers, body: problem } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect((problem as Refused).code).toBe('rate_limited');
    }
    await second.stop();
  });
});
