import { OneTimeCodes } from '../../src/platform/secrets';
import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { until } from '../support/eventually';
import { codeIn, linkIn, sentBy, type Captured } from '../support/mailbox';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ clock });
  organization = await server.organization();
});
afterAll(() => server.stop());

let people = 0;
async function ask(body: object = {}, by = organization): Promise<Created> {
  const contacts = [`person-${++people}@example.com`];
  const created = (await by.asks({ contacts, credentials: [aConsent()], ...body }).expect(201)).body as Created;
  return created;
}
const resend = (id: string, query = '', options = {}, by = organization) =>
  by.call('patch', `/v1/request/resend/${id}${query}`, undefined, options);
const later = (seconds = 30) => clock.advance({ seconds });
const messagesTo = (contact: string, count: number): Promise<Captured[]> =>
  until(
    () => sentBy(server).filter(({ to }) => to === contact),
    ({ length }) => length === count,
  );

interface Entry {
  code_hash: Buffer;
  code_expires_at: Date;
  code_tries: number;
  wrong_codes: number;
  status: string;
}
const entryOf = async (id: string): Promise<Entry> =>
  (await sql<Entry>(server.database, 'SELECT * FROM request_subjects WHERE id = $1', [id]))[0];
const change = (id: string, to: string) =>
  sql(server.database, `UPDATE request_subjects SET ${to} WHERE id = $1`, [id]);
const opens = async (entryId: string, code: string): Promise<boolean> =>
  server.app.get(OneTimeCodes).matches(entryId, code, (await entryOf(entryId)).code_hash);

describe('Sending a code again', () => {
  it('answers true and brings a new code with the same link; the old code is dead', async () => {
    const { id, subjects } = await ask();
    const [{ id: entry, contact, code, link }] = subjects;
    await messagesTo(contact, 1);
    await change(entry, 'code_tries = 4, wrong_codes = 9');
    later();
    await resend(id)
      .expect(200, 'true')
      .expect('Content-Type', /^application\/json/);
    const [, message] = await messagesTo(contact, 2);
    expect(linkIn(message.text)).toBe(link);
    const fresh = codeIn(message.text)!;
    expect([await opens(entry, fresh), await opens(entry, code!)]).toEqual([true, fresh === code]);
    const row = await entryOf(entry);
    expect([row.code_tries, row.wrong_codes]).toEqual([0, 9]);
    expect(row.code_expires_at).toEqual(new Date(clock.now().getTime() + 10 * 60_000));
    const facts = await sql(server.database, `SELECT 1 FROM evidence WHERE kind = 'code.sent' AND subject_id = $1`, [
      id,
    ]);
    expect(facts).toHaveLength(1);
  });

  it('waits 30 seconds from the last message, and tells how long', async () => {
    const { id } = await ask();
    later(12);
    const { body } = await resend(id).expect(429).expect('Retry-After', '18');
    expect([(body as Refused).code, (body as Refused).detail]).toEqual([
      'resend_too_soon',
      'A code was sent less than 30 seconds ago. Try again in 18 seconds.',
    ]);
    later(18);
    await resend(id).expect(200);
    await resend(id).expect(429).expect('Retry-After', '30');
  });

  it('is done five times an hour', async () => {
    const { id } = await ask();
    for (let i = 0; i < 5; i++) {
      clock.advance({ minutes: 1 });
      await resend(id).expect(200);
    }
    clock.advance({ minutes: 2 });
    const { headers, body } = await resend(id).expect(429);
    expect(headers['retry-after']).toBe(String(54 * 60));
    expect((body as Refused).detail).toContain('5 codes were sent within the last hour');
    clock.advance({ minutes: 54 });
    await resend(id).expect(200);
  });

  it('is done once when many ask at once, and once for one Idempotency-Key', async () => {
    const { id, subjects } = await ask();
    await messagesTo(subjects[0].contact, 1);
    later();
    const tries = await Promise.all(Array.from({ length: 12 }, () => resend(id)));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(11).fill(429)]);
    await messagesTo(subjects[0].contact, 2);
    later();
    const options = { headers: { 'Idempotency-Key': 'again-1' } };
    await resend(id, '', options).expect(200, 'true');
    await resend(id, '', options).expect(200, 'true').expect('Idempotent-Replayed', 'true');
    await messagesTo(subjects[0].contact, 3);
  });

  it('finds the person by contact, DID or own id, or by the id of the entry', async () => {
    const { id, subjects } = await ask({ contacts: ['a@example.com', '+351912345678'] });
    const [{ id: first, did }, { id: second, did: phone }] = subjects;
    await sql(server.database, `UPDATE subjects SET internal_id = 'customer-7' WHERE did = $1`, [did]);
    later();
    const { body } = await resend(id).expect(400);
    expect((body as Refused).detail).toContain('This request asks several people');
    await resend(id, '?contact=a@example.com&did=x').expect(400);
    await resend(id, '?contact=nonsense').expect(400);
    await resend(id, '?contact=other@example.com').expect(404);
    await resend(id, `?email=a@example.com`).expect(400);
    const before = [await entryOf(first), await entryOf(second)];
    for (const query of ['?internalId=customer-7', '?contact=%20A@Example.com', `?did=${did}`]) {
      await resend(id, query).expect(200);
      later();
    }
    expect((await entryOf(second)).code_hash).toEqual(before[1].code_hash);
    await resend(second).expect(200);
    await resend(id, `?did=${phone}`).expect(429);
    await resend(second, `?did=${did}`).expect(404);
    expect((await entryOf(second)).code_hash).not.toEqual(before[1].code_hash);
  });

  it('takes a failed delivery back to INVITED, and nothing else', async () => {
    const { id, subjects } = await ask();
    await change(subjects[0].id, `status = 'DELIVERY_FAILED'`);
    later();
    await resend(id).expect(200);
    expect((await entryOf(subjects[0].id)).status).toBe('INVITED');
    await change(subjects[0].id, `status = 'VERIFIED'`);
    later();
    await resend(id).expect(200);
    expect((await entryOf(subjects[0].id)).status).toBe('VERIFIED');
  });

  it('is refused for a request that is decided or expired, and for a locked subject', async () => {
    const { id, subjects } = await ask();
    later();
    await change(subjects[0].id, 'wrong_codes = 25');
    expect(((await resend(id).expect(409)).body as Refused).code).toBe('subject_locked');
    await sql(server.database, `UPDATE requests SET status = 'REJECTED', settled_at = now() WHERE id = $1`, [id]);
    const { body } = await resend(id).expect(409);
    expect([(body as Refused).code, (body as Refused).detail]).toEqual([
      'request_closed',
      'This request is REJECTED: nothing more is sent for it',
    ]);
    const short = await ask({ expiresAt: new Date(clock.now().getTime() + 45_000).toISOString() });
    later();
    await resend(short.id).expect(200);
    expect((await entryOf(short.subjects[0].id)).code_expires_at).toEqual(new Date(clock.now().getTime() + 15_000));
    later();
    expect(((await resend(short.id).expect(409)).body as Refused).detail).toContain('EXPIRED');
  });

  it('looks for another organization as for an unknown id', async () => {
    const { id, subjects } = await ask();
    later();
    const other = await server.organization();
    for (const unknown of [id, subjects[0].id, 'ffffffffffffffffffffffff']) {
      const { body } = await resend(unknown, '', {}, other).expect(404);
      expect((body as Refused).message).toBe('Request not found');
    }
    await resend('nonsense').expect(400);
  });

  it('drops an older message that has not left yet: its code is dead', async () => {
    const desk = await startServer({ clock, environment: { DELIVERY: 'off' } });
    const silent = await desk.organization();
    const { id } = await ask({}, silent);
    later();
    const { status } = await resend(id, '', {}, silent);
    const rows = await sql(desk.database, 'SELECT kind, status FROM notifications WHERE request_id = $1 ORDER BY id', [
      id,
    ]);
    await desk.stop();
    expect([status, ...rows]).toEqual([
      200,
      { kind: 'INVITATION', status: 'DROPPED' },
      { kind: 'NEW_CODE', status: 'PENDING' },
    ]);
  });
});
