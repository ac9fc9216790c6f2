import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { Person } from '../support/answering';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const CONTACT = 'ana@example.com';
const hours = (n: number): string => new Date(clock.now().getTime() + n * 3_600_000).toISOString();
const consent = { type: 'CONSENT', name: 'Privacy', content: 'I agree.' };
const statusesOf = async (id: string) => {
  const { body } = await organization.call('get', `/v1/request/${id}`).expect(200);
  const { status, credentials } = body as { status: string; credentials: { status: string; statusReason?: string }[] };
  return [status, ...credentials.map(({ status, statusReason }) => `${status} ${statusReason ?? ''}`.trim())];
};
const fieldsOf = (body: unknown) => (body as Refused).errors.map(({ field, message }) => `${field}: ${message}`);

describe('What ceases to hold', () => {
  it('in the past cannot be asked, inline or from the catalogue', async () => {
    const bad = [
      { ...aConsent(), validUntil: hours(-1) },
      { ...aConsent('B'), validFrom: hours(2), validUntil: hours(1) },
    ];
    const { body } = await organization.asks({ contacts: [CONTACT], credentials: bad }).expect(400);
    expect(fieldsOf(body)).toEqual([
      'credentials[0].validUntil: credentials[0].validUntil must lie in the future',
      'credentials[1].validUntil: credentials[1].validUntil must lie after validFrom',
    ]);
    const over = { ...consent, validUntil: clock.now().toISOString() };
    expect(fieldsOf((await organization.call('post', '/v1/resource', over).expect(400)).body)).toEqual([
      'validUntil: validUntil must lie in the future',
    ]);

    const made = await organization.call('post', '/v1/resource', { ...consent, validUntil: hours(1) }).expect(201);
    const { id } = made.body as { id: string };
    const group = await organization.call('post', '/v1/resource/group', { name: 'G', resourcesIds: [id] }).expect(201);
    const groupId = (group.body as { id: string }).id;
    await organization.asks({ contacts: [CONTACT], resourcesIds: [id] }).expect(201);
    clock.advance({ hours: 1 });
    await organization.call('put', `/v1/resource/${id}`, { name: 'P', validUntil: hours(0) }).expect(400);
    for (const [field, ids] of [
      ['resourcesIds', { resourcesIds: [id] }],
      ['groupIds', { groupIds: [groupId] }],
    ] as const) {
      const refused = await organization.asks({ contacts: [CONTACT], ...ids }).expect(400);
      expect(fieldsOf(refused.body)).toEqual([expect.stringMatching(`^${field}\\[0\\]: .* was valid until `)]);
    }
  });

  it('while it is open can be answered no more, and the rest can', async () => {
    const credentials = [{ ...aConsent('Short'), validUntil: hours(1 / 6) }, aConsent('Long')];
    const created = (await organization.asks({ contacts: [CONTACT], credentials }).expect(201)).body as Created;
    const [short, long] = created.credentials;
    const ana = await Person.inside(server, created, 0);
    clock.advance({ minutes: 9 });
    expect(await ana.accepts(short.id)).toMatchObject({ kept: true });
    clock.advance({ minutes: 1 });
    expect(await ana.accepts(short.id)).toEqual({ kept: false, reason: 'closed' });
    expect(await statusesOf(created.id)).toEqual(['PENDING', 'REVOKED EXPIRED', 'PENDING']);
    await ana.accepts(long.id);
    await ana.finishes();
    expect(await statusesOf(created.id)).toEqual(['PENDING', 'REVOKED EXPIRED', 'APPROVED']);
    const decided = await sql(server.database, 'SELECT FROM decisions WHERE credential_id = $1', [short.id]);
    expect(decided).toHaveLength(0);
  });

  it('as the last of a request ends the request', async () => {
    const credentials = [
      { ...aConsent('A'), validUntil: hours(1) },
      { ...aConsent('B'), validUntil: hours(2) },
    ];
    const created = (await organization.asks({ contacts: [CONTACT], credentials }).expect(201)).body as Created;
    const [{ expires_at: ends }] = await sql<{ expires_at: Date }>(
      server.database,
      'SELECT expires_at FROM requests WHERE id = $1',
      [created.id],
    );
    expect(ends.toISOString()).toBe(hours(2));
    clock.advance({ hours: 2 });
    expect(await statusesOf(created.id)).toEqual(['EXPIRED', 'REVOKED EXPIRED', 'REVOKED EXPIRED']);
  });
});
