import { aConsent, aForm } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const BAD = ['  ', 'a\r\nb', 'a\u202eb', '\u2066a\u2069', 'a\u0007'];
const contacts = ['ana@example.com'];
const field = (label: string) => ({ label, type: 'string', value: 'x' });

it.each<[string, 'post' | 'patch', string, (name: string) => object]>([
  ['name', 'post', '/v1/request', (name) => ({ contacts, name, credentials: [aConsent()] })],
  ['credentials[0].name', 'post', '/v1/request', (name) => ({ contacts, credentials: [{ ...aConsent(), name }] })],
  ['name', 'post', '/v1/resource', (name) => ({ ...aConsent(), name })],
  ['name', 'post', '/v1/resource/group', (name) => ({ name, resourcesIds: [] })],
  ['name', 'post', '/v1/api-keys', (name) => ({ name })],
  ['name', 'patch', '/v1/me/settings', (name) => ({ name })],
])('%s of %s %s is refused where people could not read it', async (at, method, path, body) => {
  for (const name of BAD) {
    const answer = await organization.call(method, path, body(name), { version: 2 });
    expect([
      name,
      answer.status,
      (answer.body as { errors?: { field: string }[] }).errors?.map(({ field }) => field),
    ]).toEqual([...[name, 400, [at]]]);
  }
});

it.each<[string, string, (text: string) => object]>([
  [
    'credentials[0].description',
    '/v1/request',
    (description) => ({ contacts, credentials: [{ ...aConsent(), description }] }),
  ],
  ['description', '/v1/resource', (description) => ({ ...aConsent(), description })],
  ['description', '/v1/resource/group', (description) => ({ name: 'G', description, resourcesIds: [] })],
])('%s of %s may have lines, and nothing that steers', async (at, path, body) => {
  for (const text of ['a\u202eb', '\u2066a\u2069', 'a\u0007', '\u009b31m']) {
    const answer = await organization.call('post', path, body(text)).expect(400);
    expect([text, answer.body]).toEqual([
      text,
      expect.objectContaining({ errors: [expect.objectContaining({ field: at })] }),
    ]);
  }
});

it('Choices are read like names: one line each, nothing that steers, the same letters the same', async () => {
  const choosing = (options: unknown[]) => {
    const data = [{ label: 'Seat', type: 'string', options }];
    return organization.asks({ contacts, credentials: [{ ...aForm(), data }] });
  };
  for (const bad of ['a\u202eb', 'a\nb', '\u2066a\u2069', 'a\u0007', '\u200b']) {
    const { body } = await choosing(['Window', bad]).expect(400);
    expect([bad, body]).toMatchObject([bad, { errors: [{ field: 'credentials[0].data[0].options' }] }]);
  }
  await choosing(['Limit\u00e3o', 'Limita\u0303o']).expect(400);
  await choosing(['Window', 'Aisle']).expect(201);
});

it('Labels are kept in one form of Unicode, and those that nobody can read are refused', async () => {
  const asked = (label: string) => ({ contacts, credentials: [{ type: 'JSON', name: 'J', data: [field(label)] }] });
  await organization.asks(asked('a\u202e')).expect(400);
  const { body } = await organization.asks(asked('Limita\u0303o')).expect(201);
  const [{ id }] = (body as { credentials: { id: string }[] }).credentials;
  const shown = (await organization.call('get', `/v1/credential/${id}`).expect(200)).body as {
    credential: { data: { label: string }[] };
  };
  expect(shown.credential.data[0].label).toBe('Limit\u00e3o');
});

it('Questions that nobody can answer are refused when they are asked', async () => {
  const question = { label: 'When', type: 'date', options: ['x'], required: true };
  const { body } = await organization.asks({ contacts, credentials: [{ ...aForm(), data: [question] }] }).expect(400);
  expect(body).toMatchObject({ errors: [{ field: 'credentials[0].data[0].options' }] });
});
