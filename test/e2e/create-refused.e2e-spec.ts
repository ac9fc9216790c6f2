import request from 'supertest';
import { aConsent, aDocument, rowCounts, type Refused } from '../support/asking';
import { aPdf, pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let before: Record<string, number>;

beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  before = await rowCounts(server.database);
});
afterAll(async () => {
  expect(await rowCounts(server.database)).toEqual(before);
  await server.stop();
});

const good = { contacts: ['ana@example.com'], credentials: [aConsent()] };
const [text] = aConsent().data;
const withField = (field: object) => ({
  credentials: [{ ...aConsent(), type: 'JSON', data: [{ ...text, ...field }] }],
});
const onDocument = (placement: object) => ({
  credentials: [aDocument(aPdf().page().build())],
  signaturePlacements: [
    {
      contact: 'ana@example.com',
      inlineCredentialIndex: 0,
      pageIndex: 0,
      x: 1,
      y: 1,
      width: 10,
      height: 10,
      ...placement,
    },
  ],
});
const unknownId = 'ffffffffffffffffffffffff';

const refusals: [string, object, string][] = [
  ['no contacts', { contacts: [] }, 'contacts'],
  ['contacts that are no list', { contacts: 'ana@example.com' }, 'contacts'],
  ['101 contacts', { contacts: Array.from({ length: 101 }, (_, i) => `p${i}@example.com`) }, 'contacts'],
  ['a bad address', { contacts: ['ana@example.com', 'ana@'] }, 'contacts[1]'],
  ['a bad phone', { contacts: ['+351000'] }, 'contacts[0]'],
  ['a phone without country', { contacts: ['912345678'] }, 'contacts[0]'],
  ['an unknown property', { colour: 'red' }, 'colour'],
  ['expectedDocIds, until they are enforced', { expectedDocIds: ['1'] }, 'expectedDocIds'],
  ['an unknown property of a credential', { credentials: [{ ...aConsent(), colour: 'red' }] }, 'credentials[0].colour'],
  ['an unknown property of a field', withField({ colour: 'red' }), 'credentials[0].data[0].colour'],
  ['nothing to ask', { credentials: [] }, 'credentials'],
  ['31 things', { credentials: Array.from({ length: 31 }, (_, i) => aConsent(`Consent ${i}`)) }, 'credentials'],
  ['a malformed group id', { groupIds: ['123'] }, 'groupIds[0]'],
  ['an unknown group', { groupIds: [unknownId] }, 'groupIds[0]'],
  ['an unknown resource', { resourcesIds: [unknownId] }, 'resourcesIds[0]'],
  ['an unknown level', { securityLevel: 'VERY' }, 'securityLevel'],
  ['a redirect over http', { redirectUrl: 'http://example.com' }, 'redirectUrl'],
  ['a redirect with a password', { redirectUrl: 'https://a:b@example.com' }, 'redirectUrl'],
  ['a redirect that is a script', { redirectUrl: 'javascript:alert(1)' }, 'redirectUrl'],
  ['an expiry in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ['an unknown type', { credentials: [{ ...aConsent(), type: 'PRAYER' }] }, 'credentials[0].type'],
  ['a credential without a name', { credentials: [{ ...aConsent(), name: '' }] }, 'credentials[0].name'],
  ['a credential without data', { credentials: [{ ...aConsent(), data: [] }] }, 'credentials[0].data'],
  [
    'a consent without text',
    { credentials: [{ ...aConsent(), data: [{ ...text, label: 'other' }] }] },
    'credentials[0].data',
  ],
  [
    'a consent with hidden text',
    { credentials: [{ ...aConsent(), data: [{ ...text, hidden: true }] }] },
    'credentials[0].data',
  ],
  ['a field of an unknown type', withField({ type: 'colour' }), 'credentials[0].data[0].type'],
  ['a number that is text', withField({ type: 'number', value: '7' }), 'credentials[0].data[0].value'],
  ['a date that does not exist', withField({ type: 'date', value: '2026-02-30' }), 'credentials[0].data[0].value'],
  ['a script as url', withField({ type: 'url', value: 'javascript:alert(1)' }), 'credentials[0].data[0].value'],
  ['a value left open outside a form', withField({ value: null }), 'credentials[0].data[0].value'],
  ['options outside a form', withField({ options: ['a'] }), 'credentials[0].data[0].options'],
  [
    'validity that ends first',
    { credentials: [{ ...aConsent(), validFrom: '2030-01-01', validUntil: '2029-01-01' }] },
    'credentials[0].validUntil',
  ],
  [
    'validity that is over',
    { credentials: [{ ...aConsent(), validUntil: '2020-01-01' }] },
    'credentials[0].validUntil',
  ],
  ['NUL', withField({ value: 'a\0b' }), 'credentials[0].data[0].value'],
  ['a lone surrogate', withField({ value: 'a\ud800b' }), 'credentials[0].data[0].value'],
  ['a number beyond 2^53', withField({ type: 'number', value: 9007199254740993 }), 'credentials[0].data[0].value'],
  ['a document that is no PDF', { credentials: [aDocument(Buffer.from('Dear Sir'))] }, 'credentials[0].data[0].value'],
  [
    'a document with a program',
    { credentials: [aDocument(pdfs.carrying('setup.exe'))] },
    'credentials[0].data[0].value',
  ],
  ['an encrypted document', { credentials: [aDocument(pdfs.locked())] }, 'credentials[0].data[0].value'],
  [
    'a document that is not base64',
    { credentials: [{ ...aDocument(Buffer.alloc(0)), data: [{ label: 'pdf', type: 'pdf', value: '§§' }] }] },
    'credentials[0].data[0].value',
  ],
  ['a placement for a stranger', onDocument({ contact: 'eve@example.com' }), 'signaturePlacements[0].contact'],
  ['a placement beyond the last page', onDocument({ pageIndex: 1 }), 'signaturePlacements[0].pageIndex'],
  ['a placement outside the page', onDocument({ x: 95 }), 'signaturePlacements[0]'],
  ['a placement without size', onDocument({ width: 0 }), 'signaturePlacements[0]'],
  ['a placement on two targets', onDocument({ resourceId: unknownId }), 'signaturePlacements[0]'],
  [
    'a placement on nothing that is asked',
    onDocument({ inlineCredentialIndex: undefined, resourceId: unknownId }),
    'signaturePlacements[0].resourceId',
  ],
  ['a placement on a consent', { signaturePlacements: onDocument({}).signaturePlacements }, 'signaturePlacements[0]'],
];

describe('POST /v1/request refuses, by name, and stores nothing:', () => {
  it.each(refusals)('%s', async (_what, change, field) => {
    const { body } = (await organization.asks({ ...good, ...change }).expect(400)) as { body: Refused };
    expect(body).toMatchObject({ statusCode: 400, error: 'Bad Request', code: 'validation_failed' });
    expect(body.errors.map((error) => error.field)).toContain(field);
    expect(body.errors.find((error) => error.field === field)!.message).toContain(field.split(/[.[]/)[0]);
  });

  it('everything that is wrong, at once', async () => {
    const { body } = (await organization
      .asks({
        contacts: ['ana@', '+1'],
        groupIds: [unknownId],
        redirectUrl: 'ftp://x',
        credentials: [aDocument(Buffer.from('no'))],
      })
      .expect(400)) as { body: Refused };
    expect(body.errors.map(({ field }) => field).sort()).toEqual(
      ['contacts[0]', 'contacts[1]', 'credentials[0].data[0].value', 'groupIds[0]', 'redirectUrl'].sort(),
    );
    expect(body.message).toHaveLength(5);
  });

  it('a level that nothing here can serve', async () => {
    const { body } = (await organization.asks({ ...good, securityLevel: 'HUMANOS_KYC' }).expect(400)) as {
      body: Refused;
    };
    expect(body.code).toBe('security_level_unavailable');
  });

  it("another organization's resource exactly like an unknown one", async () => {
    const other = await server.organization();
    before = await rowCounts(server.database);
    const answers = await Promise.all(
      [organization, other].map((caller) => caller.asks({ ...good, resourcesIds: [unknownId] })),
    );
    expect(new Set(answers.map(({ body }) => (body as Refused).detail)).size).toBe(1);
  });
});

describe('A body that cannot be read', () => {
  const raw = (body: string, headers: Record<string, string> = {}) =>
    organization.call('post', '/v1/request', body, { headers });

  it.each([
    ['malformed JSON', '{"contacts":', 'malformed_json'],
    ['33 levels', `{"a":${'['.repeat(32)}1${']'.repeat(32)}}`, 'too_deep'],
    ['60,001 values', `{"contacts":[${'1,'.repeat(60_000)}1]}`, 'too_many_values'],
    ['__proto__', '{"contacts":["a@example.com"],"__proto__":{"x":1}}', 'validation_failed'],
    ['1e999', '{"contacts":["a@example.com"],"x":1e999}', 'validation_failed'],
    ['a list', '[1]', 'validation_failed'],
    ['a word', '"x"', 'validation_failed'],
    ['null', 'null', 'validation_failed'],
  ])('%s', async (_what, body, code) => {
    const answer = (await raw(body).expect(400)) as { body: Refused };
    expect(answer.body.code).toBe(code);
  });

  it('an empty one', () =>
    organization.call('post', '/v1/request').set('Content-Type', 'application/json').expect(400));

  it('50,000 unknown keys', async () => {
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]));
    const { body } = (await organization.asks({ ...good, ...keys }).expect(400)) as { body: Refused };
    expect(body.errors).toHaveLength(100);
  });

  it('another content type, a compressed one', async () => {
    await raw('{}', { 'Content-Type': 'text/plain' }).expect(415);
    await raw('{}', { 'Content-Encoding': 'gzip' }).expect(415);
  });

  it('more than 32 MB, without reading it for a stranger', async () => {
    await raw(JSON.stringify({ x: 'x'.repeat(33 * 1024 * 1024) })).expect(413);
    await request(server.url)
      .post('/v1/request')
      .set('Authorization', 'Bearer nobody')
      .set('Content-Length', String(2 ** 30))
      .expect(401);
  });

  it('is answered in one shape, as problem+json when asked for', async () => {
    const answer = await request(server.url).get('/nothing').set('Accept', 'application/problem+json').expect(404);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      statusCode: 404,
      error: 'Not Found',
      status: 404,
      code: 'not_found',
      instance: '/nothing',
      errors: [],
    });
    expect((answer.body as Refused).requestId).toBe(answer.headers['x-request-id']);
  });
});
