import { OneTimeCodes } from '../../src/platform/secrets';
import { aConsent, rowCounts, sql, type Created, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ clock });
  organization = await server.organization({ codeDelivery: 'RETURN' });
});
afterAll(() => server.stop());

let asks = 0;
const ask = async (by = organization): Promise<Created> =>
  (await by.asks({ name: `Request ${++asks}`, contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201))
    .body as Created;
const mint = (id: string, entryId: string, options = {}, by = organization) =>
  by.call('post', `/v1/request/${id}/subject/${entryId}/code`, undefined, options);

interface Minted {
  code: string;
  link: string;
  expiresAt: string;
}

describe('A code for an organization that delivers itself', () => {
  it('is answered with the same link, opens the entry, and nothing is sent', async () => {
    const { id, subjects } = await ask();
    const [{ id: entry, link }] = subjects;
    const { body } = await mint(id, entry).expect(201);
    const { code, ...rest } = body as Minted;
    expect(rest).toEqual({ link, expiresAt: new Date(clock.now().getTime() + 10 * 60_000).toISOString() });
    const [row] = await sql<{ code_hash: Buffer }>(server.database, 'SELECT * FROM request_subjects WHERE id = $1', [
      entry,
    ]);
    expect(server.app.get(OneTimeCodes).matches(entry, code, row.code_hash)).toBe(true);
    expect((await rowCounts(server.database)).notifications).toBe(0);
    const facts = await sql(server.database, `SELECT kind FROM evidence WHERE subject_id = $1 ORDER BY id`, [id]);
    expect(facts).toEqual([{ kind: 'request.created' }, { kind: 'code.returned' }]);
  });

  it('is the same for the same Idempotency-Key', async () => {
    const { id, subjects } = await ask();
    const options = { headers: { 'Idempotency-Key': 'code-1' } };
    const first = await mint(id, subjects[0].id, options).expect(201);
    const again = await mint(id, subjects[0].id, options).expect(201).expect('Idempotent-Replayed', 'true');
    expect(again.text).toBe(first.text);
  });

  it('is not sent by us: the resend says what to call instead', async () => {
    const { id } = await ask();
    const { body } = await organization.call('patch', `/v1/request/resend/${id}`).expect(409);
    expect((body as Refused).code).toBe('code_returned_by_organization');
    expect((body as Refused).detail).toContain(`POST /v1/request/${id}/subject/{entryId}/code`);
  });

  it('is refused where this server sends, for a closed request and a locked subject', async () => {
    const sending = await server.organization({ codeDelivery: 'SEND' });
    const sent = await ask(sending);
    const { body } = await mint(sent.id, sent.subjects[0].id, {}, sending).expect(409);
    expect((body as Refused).code).toBe('code_not_returned');
    const { id, subjects } = await ask();
    await sql(server.database, 'UPDATE request_subjects SET wrong_codes = 25 WHERE id = $1', [subjects[0].id]);
    expect(((await mint(id, subjects[0].id).expect(409)).body as Refused).code).toBe('subject_locked');
    await sql(server.database, `UPDATE requests SET status = 'COMPLETED', settled_at = now() WHERE id = $1`, [id]);
    expect(((await mint(id, subjects[0].id).expect(409)).body as Refused).code).toBe('request_closed');
  });

  it('is unknown for what is canceled, another request, another organization', async () => {
    const [one, two] = [await ask(), await ask()];
    await mint(one.id, two.subjects[0].id).expect(404);
    await mint('ffffffffffffffffffffffff', one.subjects[0].id).expect(404);
    const other = await server.organization({ codeDelivery: 'RETURN' });
    const { body } = await mint(one.id, one.subjects[0].id, {}, other).expect(404);
    expect((body as Refused).message).toBe('Request not found');
    await organization.call('delete', `/v1/request/${one.id}`).expect(200);
    await mint(one.id, one.subjects[0].id).expect(404);
    await mint(two.id, 'nonsense').expect(400);
  });
});
