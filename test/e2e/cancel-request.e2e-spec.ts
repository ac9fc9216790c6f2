import { Client } from 'pg';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, aForm, sql, type Created, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { whileUnderWay } from '../support/statements';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

let asks = 0;
const ask = async (body: object = {}): Promise<Created> => {
  const name = `Request ${++asks}`; // the clock stands still: the same body would be the same call
  const contacts = ['ana@example.com', 'bruno@example.com'];
  const credentials = [aConsent('First'), aConsent('Second'), aForm()];
  return (await organization.asks({ name, contacts, credentials, ...body }).expect(201)).body as Created;
};
const cancel = (id: string, by = organization) => by.call('delete', `/v1/request/${id}`);
const show = (id: string) => organization.call('get', `/v1/request/${id}`);

interface Told {
  status: string;
  credentials: { name: string; status: string; statusReason?: string }[];
}
const canceled = async (): Promise<(Told & { id: string })[]> =>
  ((await organization.call('get', '/v1/request?status=CANCELED&pageSize=100').expect(200)).body as { data: [] }).data;

describe('Canceling a request', () => {
  it('answers true, ends what is undecided, drops the messages and tells the evidence', async () => {
    const { id, credentials } = await ask();
    await sql(server.database, `UPDATE credentials SET status = 'APPROVED', decided_at = now() WHERE id = $1`, [
      credentials[0].id,
    ]);
    const { body, text } = await cancel(id)
      .expect(200)
      .expect('Content-Type', /^application\/json/);
    expect([body, text]).toEqual([true, 'true']);
    const [request] = (await canceled()).filter((one) => one.id === id);
    expect(request.status).toBe('CANCELED');
    expect(request.credentials.map((one) => [one.status, one.statusReason])).toEqual([
      ['APPROVED', undefined],
      ['REVOKED', 'CANCELED'],
      ['REVOKED', 'CANCELED'],
    ]);
    const messages = await sql(server.database, 'SELECT status, content FROM notifications WHERE request_id = $1', [
      id,
    ]);
    expect(messages).toEqual(Array(2).fill({ status: 'DROPPED', content: null }));
    expect(await factOf(id)).toEqual({
      apiKeyId: organization.key.id,
      calledBy: 'SIGNATURE',
      closedCredentials: expect.arrayContaining([credentials[1].id, credentials[2].id]) as string[],
    });
  });

  it('makes it unknown to whoever asks for it by id, cancels or sends again', async () => {
    const { id } = await ask();
    await cancel(id).expect(200);
    const { body: shown } = await show(id).expect(404);
    expect((shown as Refused).message).toBe('Request not found');
    const { body: again } = await cancel(id).expect(404);
    expect((again as Refused).message).toBe('Request not found or already canceled');
    await organization.call('patch', `/v1/request/resend/${id}?contact=ana@example.com`).expect(404);
  });

  it('looks for another organization as for an unknown id, and changes nothing', async () => {
    const { id } = await ask();
    const other = await server.organization();
    for (const unknown of [id, 'ffffffffffffffffffffffff']) {
      const { body } = await cancel(unknown, other).expect(404);
      expect((body as Refused).message).toBe('Request not found or already canceled');
    }
    expect(((await show(id).expect(200)).body as Told).status).toBe('PENDING');
    await cancel('nonsense').expect(400);
  });

  it('is refused once everything is decided, and allowed when the request has only expired', async () => {
    const { id } = await ask();
    await sql(server.database, `UPDATE requests SET status = 'COMPLETED', settled_at = now() WHERE id = $1`, [id]);
    const { body } = await cancel(id).expect(409);
    expect([(body as Refused).code, (body as Refused).detail]).toEqual([
      'request_closed',
      'This request is COMPLETED: it can no longer be canceled',
    ]);
    const expired = await ask({ expiresAt: new Date(clock.now().getTime() + 60_000).toISOString() });
    clock.advance({ minutes: 2 });
    await cancel(expired.id).expect(200);
    expect((await canceled()).some((one) => one.id === expired.id)).toBe(true);
  });

  it('takes an empty body with a JSON content type, and a clock that is rounded to seconds', async () => {
    const { id } = await ask();
    const timestamp = Math.floor(clock.now().getTime() / 1000) * 1000;
    const headers = { 'Content-Type': 'application/json' };
    await organization.call('delete', `/v1/request/${id}`, undefined, { timestamp, headers }).expect(200, 'true');
  });

  it('is done once however many try at once', async () => {
    const { id } = await ask();
    const tries = await Promise.all(Array.from({ length: 10 }, () => cancel(id)));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(404)]);
    const facts = await sql(
      server.database,
      `SELECT 1 FROM evidence WHERE kind = 'request.canceled' AND subject_id = $1`,
      [id],
    );
    expect(facts).toHaveLength(1);
  });
});

/** A decision as SQL, in the order of locks that decisions keep: the request, then its credential. */
async function decide(client: Client, requestId: string, credentialId: string): Promise<boolean> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ status: string }>('SELECT status FROM requests WHERE id = $1 FOR UPDATE', [
    requestId,
  ]);
  const open = rows[0].status === 'PENDING';
  if (open) {
    const { rowCount } = await client.query(
      `UPDATE credentials SET status = 'APPROVED', decided_at = now() WHERE id = $1 AND status = 'PENDING'`,
      [credentialId],
    );
    expect(rowCount).toBe(1); // under the lock nobody has closed it
    await client.query(`UPDATE requests SET status = 'COMPLETED', settled_at = now() WHERE id = $1`, [requestId]);
  }
  await client.query('COMMIT');
  return open;
}

it('A cancel and the last decision at the same time: exactly one of them happens', async () => {
  const clients = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = new Client({ connectionString: server.database.url });
      await client.connect();
      return client;
    }),
  );
  const wins = { cancel: 0, decision: 0 };
  for (let round = 0; round < 30; round++) {
    const { id, credentials } = await ask({ credentials: [aConsent()] });
    const [answer, decided] = await whileUnderWay(
      () => cancel(id),
      round % 15,
      () => decide(clients[round % 4], id, credentials[0].id),
    );
    expect([decided, answer.status]).toEqual(decided ? [true, 409] : [false, 200]);
    const [row] = await sql<{ request: string; credential: string }>(
      server.database,
      `SELECT r.status AS request, c.status AS credential FROM requests r JOIN credentials c ON c.request_id = r.id WHERE r.id = $1`,
      [id],
    );
    expect(row).toEqual(
      decided ? { request: 'COMPLETED', credential: 'APPROVED' } : { request: 'CANCELED', credential: 'REVOKED' },
    );
    wins[decided ? 'decision' : 'cancel'] += 1;
  }
  expect(wins.cancel + wins.decision).toBe(30);
  await Promise.all(clients.map((client) => client.end()));
});

async function factOf(requestId: string): Promise<object> {
  const [row] = await sql<{ id: string; content: Buffer }>(
    server.database,
    `SELECT e.id, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
     WHERE e.kind = 'request.canceled' AND e.subject_id = $1`,
    [requestId],
  );
  const opened = server.app.get(Envelopes).open({ purpose: 'evidence.details', row: row.id }, row.content);
  return JSON.parse(opened.toString('utf8')) as object;
}
