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
