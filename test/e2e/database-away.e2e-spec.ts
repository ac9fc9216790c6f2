import request, { type Response } from 'supertest';
import { aConsent, rowCounts, type Created, type Refused } from '../support/asking';
import { aCable, type Cable } from '../support/cable';
import { freshDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { sentBy } from '../support/mailbox';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let database: TestDatabase;
let cable: Cable;
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  database = await freshDatabase();
  cable = await aCable(database.url);
  server = await startServer({ impatient: true, database: { ...database, url: cable.url } });
  organization = await server.organization();
});
afterAll(async () => {
  await server.stop();
  await cable.close();
  await database.drop();
});

let asks = 0;
const ask = () => ({ contacts: [`p${++asks}@example.com`], credentials: [aConsent()] });
const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key }, timestamp: Date.now() + ++asks });
const health = (of: 'live' | 'ready', status: number) => request(server.url).get(`/health/${of}`).expect(status);

describe('While the database is away', () => {
  it('a create is a 503 that says when to come back; the process lives and is not ready', async () => {
    const before = await rowCounts(database);
    await organization.asks(ask()).expect(201);
    await cable.cut();
    for (let call = 0; call < 3; call++) {
      const answer = await organization.asks(ask()).expect(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect((answer.body as Refused).code).toBe('database_unavailable');
    }
    await health('live', 200);
    expect((await health('ready', 503)).headers['retry-after']).toBe('2');
    await cable.mend();
    await eventually(() => health('ready', 200));
    expect((await rowCounts(database)).requests).toBe(before.requests + 1);
  });

  it('nothing that is refused for it is remembered: the same key works when it is back, and messages leave', async () => {
    const body = ask();
    await cable.cut();
    await organization.asks(body, keyed('again')).expect(503);
    await cable.mend();
    const answer = await organization.asks(body, keyed('again')).expect(201);
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    await eventually(() => expect(sentBy(server).map(({ to }) => to)).toContain(body.contacts[0]));
  });

  it('and when it goes in the middle of a hundred creates, each is answered whole or not at all', async () => {
    const before = (await rowCounts(database)).requests;
    const bodies = Array.from({ length: 100 }, (_, index) => ({ body: ask(), key: `storm ${index}` }));
    const answers: Response[] = [];
    const waiting = bodies.entries();
    const client = async (): Promise<void> => {
      for (const [index, { body, key }] of waiting) {
        if (index % 25 === 12) await cable.cut().then(() => cable.mend()); // the others have calls under way
        answers[index] = await organization.asks(body, keyed(key));
      }
    };
    await Promise.all(Array.from({ length: 20 }, client));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 503)).toEqual([]);
    // Who heard 503 cannot know whether it was stored: the key tells.
    const ids = new Set<string>();
    for (const [index, { body, key }] of bodies.entries()) {
      const again = (await organization.asks(body, keyed(key)).expect(201)).body as Created;
      const first = answers[index].body as Created;
      if (answers[index].status === 201) expect(again.id).toBe(first.id);
      ids.add(again.id);
    }
    expect(ids.size).toBe(100);
    expect((await rowCounts(database)).requests).toBe(before + 100);
  });
});
