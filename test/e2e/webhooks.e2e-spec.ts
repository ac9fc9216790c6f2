import { aConsent, sql, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { eventually, until } from '../support/eventually';
import { approved, sealed } from '../support/proving';
import { read, Receiver, type Secrets } from '../support/receiver';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface Made extends Partial<Secrets> {
  id: string;
}
interface Logged {
  id: string;
  eventId: string;
  event: string;
  status: string;
  attempts: number;
  nextAttemptAt: string | null;
  lastAttempt: { responseStatus: number | null; error: string | null; responseBeginning: string | null } | null;
}

let server: TestServer;
let organization: TestOrganization;
let receiver: Receiver;
let secrets: Secrets;
let endpoint: string;

const register = async (by: TestOrganization, url: string, events: string[], more: object = {}): Promise<Made> =>
  (await by.call('post', '/v1/webhooks', { name: 'Test', url, events, ...more }).expect(201)).body as Made;
const deliveries = async (by: TestOrganization, id: string): Promise<Logged[]> =>
  ((await by.call('get', `/v1/webhooks/${id}/deliveries?pageSize=100`).expect(200)).body as { data: Logged[] }).data;

beforeAll(async () => {
  server = await startServer({ playground: true });
  organization = await server.organization();
  receiver = await Receiver.open();
  const { id, ...made } = await register(organization, receiver.url, ['credential', 'request.completed', 'test']);
  [endpoint, secrets] = [id, made as Secrets];
});
afterAll(async () => {
  await server.stop();
  await receiver.close();
});

const told = (type: string) =>
  receiver.received.map((one) => read(one, secrets)).filter(({ eventType }) => eventType === type);

describe('A webhook', () => {
  it('tells each decision once, when its proof is written, as the contract has it', async () => {
    const body = { contacts: ['ana@example.com', 'bea@example.com'], internalId: 'trip-1', credentials: [aConsent()] };
    const asked = (await organization.asks(body).expect(201)).body as Created;
    const [{ id }] = asked.credentials;
    for (const index of [0, 1]) {
      const person = await Person.inside(server, asked, index);
      await person.accepts(id);
      await person.finishes();
    }
    await sealed(organization, id);
    const events = await until(
      () => told('credential').filter(({ requestId }) => requestId === asked.id),
      (found) => found.length === 2,
    );
    const { body: shown } = await organization.call('get', `/v1/credential/${id}`).expect(200);
    for (const { contact, did } of asked.subjects) {
      const event = events.find(({ user }) => (user as { contact: string }).contact === contact)!;
      expect(event).toMatchObject({
        ...{ eventType: 'credential', requestId: asked.id, internalId: 'trip-1', action: 'accept', api_version: 'v1' },
        ...{ issuerDid: organization.entity.did, user: { contact, did } },
        credential: (shown as { credential: object }).credential,
      });
      expect(event.decisionDate).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect((event.credential as { proofs: object[] }).proofs).toHaveLength(3);
    }
    const completed = await until(
      () => told('request.completed'),
      (found) => found.length === 1,
    );
    expect(completed[0]).toMatchObject({ requestId: asked.id, status: 'COMPLETED' });
    const logged = await until(
      () => deliveries(organization, endpoint),
      (found) => found.length === 3 && found.every(({ status }) => status === 'DELIVERED'),
    );
    expect(new Set(logged.map(({ eventId }) => eventId))).toEqual(new Set(receiver.ids));
  });

  it('is shown its secrets once, and one set holds for all endpoints', async () => {
    const second = await register(organization, receiver.url, ['identity']);
    expect(second).not.toHaveProperty('signatureSecret');
    const { body } = await organization.call('get', '/v1/webhooks').expect(200);
    expect((body as Made[]).map(({ id }) => id)).toEqual([endpoint, second.id]);
    expect(JSON.stringify(body)).not.toContain(secrets.signatureSecret);
    const rows = await sql(server.database, 'SELECT * FROM webhook_secrets');
    expect(JSON.stringify(rows)).not.toContain(secrets.encryptionSalt);
    await organization.call('delete', `/v1/webhooks/${second.id}`).expect(200);
  });

  it('is tested on demand, and its log says what was sent and what came back', async () => {
    receiver.answer = (response) => response.writeHead(200).end(`thank\0you${'!'.repeat(2000)}`);
    const { body } = await organization.call('post', `/v1/webhooks/${endpoint}/test`).expect(202);
    const { id } = body as Logged;
    const path = `/v1/webhooks/${endpoint}/deliveries/${id}`;
    const detail = await until(
      async () =>
        (await organization.call('get', path).expect(200)).body as Logged & { payload: object; log: object[] },
      ({ status }) => status === 'DELIVERED',
    );
    expect(detail.payload).toEqual({
      ...{ eventType: 'test', message: 'This is a test.', issuerDid: organization.entity.did, api_version: 'v1' },
    });
    expect(detail.log).toHaveLength(1);
    expect(detail.log[0]).toMatchObject({ url: receiver.url, responseStatus: 200, error: null });
    expect(detail.lastAttempt!.responseBeginning).toHaveLength(1024);
    expect(told('test')).toEqual([detail.payload]);
    receiver.answer = (response) => response.writeHead(204).end();
  });

  it('is told in the clear where it asks so, and signed all the same', async () => {
    const plain = await Receiver.open();
    const { id } = await register(organization, plain.url, ['test'], { encrypted: false });
    await organization.call('post', `/v1/webhooks/${id}/test`).expect(202);
    const [{ body, headers }] = await until(
      () => plain.received,
      (found) => found.length === 1,
    );
    expect(JSON.parse(body)).toMatchObject({ eventType: 'test' });
    expect(headers['webhook-signature']).toMatch(/^v1,/);
    await organization.call('delete', `/v1/webhooks/${id}`).expect(200);
    await plain.close();
  });

  it('is sent once more on demand, under the id it had: one, or all since a time', async () => {
    const before = await deliveries(organization, endpoint);
    const [last] = before;
    await organization.call('post', `/v1/webhooks/${endpoint}/deliveries/${last.id}/replay`).expect(202);
    await until(
      () => receiver.ids.filter((id) => id === last.eventId),
      (found) => found.length === 2,
    );
    const wish = { since: '2020-01-01T00:00:00Z', status: 'DELIVERED' };
    await until(
      () => deliveries(organization, endpoint),
      (found) => found.every(({ status }) => status === 'DELIVERED'),
    );
    const { body } = await organization.call('post', `/v1/webhooks/${endpoint}/replay`, wish).expect(202);
    expect(body).toEqual({ replayed: before.length, nextSince: null });
    await eventually(() => {
      for (const { eventId } of before) expect(receiver.ids.filter((id) => id === eventId).length).toBeGreaterThan(1);
    });
  });

  it('is not sent when it was removed, and its log stays', async () => {
    const { id } = await register(organization, receiver.url, ['request.created']);
    await organization.call('delete', `/v1/webhooks/${id}`).expect(200);
    const count = receiver.received.length;
    await approved(server, organization, { credentials: [aConsent()] });
    expect(await deliveries(organization, id)).toEqual([]);
    await organization.call('get', `/v1/webhooks/${id}`).expect(404);
    await organization.call('post', `/v1/webhooks/${id}/test`).expect(404);
    await until(
      () => receiver.received.length,
      (now) => now >= count + 2,
    ); // the other endpoint was told all the same
  });
});

describe('An endpoint', () => {
  it.each([
    [{ events: [] }, 'events'],
    [{ events: ['credential', 'credential'] }, 'events'],
    [{ events: ['everything'] }, 'events'],
    [{ url: 'ftp://example.com' }, 'url'],
    [{ url: 'https://user:secret@example.com' }, 'url'],
    [{ url: 'https://10.0.0.1' }, 'url'],
    [{ name: '' }, 'name'],
    [{ active: 'yes' }, 'active'],
  ])('is refused with %j, by the name of the field', async (wrong, field) => {
    const body = { name: 'Test', url: 'https://hooks.example.com', events: ['credential'], ...wrong };
    const { body: refused } = await organization.call('post', '/v1/webhooks', body).expect(400);
    expect((refused as { errors: { field: string }[] }).errors.map((one) => one.field.split('[')[0])).toContain(field);
  });

  it('is one of twenty at most', async () => {
    const other = await server.organization();
    const urls = Array.from({ length: 22 }, (_, index) => `https://hooks.example.com/${index}`);
    const body = (url: string) => ({ name: 'Test', url, events: ['credential'] });
    const answers = await Promise.all(urls.map((url) => other.call('post', '/v1/webhooks', body(url))));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(20);
    expect(made.filter(({ body: one }) => 'signatureSecret' in (one as object))).toHaveLength(1);
    expect(
      answers.filter(({ status }) => status === 409).map(({ body: one }) => (one as { code: string }).code),
    ).toEqual(['too_many_webhooks', 'too_many_webhooks']);
  });
});
