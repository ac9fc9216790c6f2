import { RESOURCE_EXAMPLES } from '../../src/modules/resources/create-resource.examples';
import { sql, type Created, type Refused } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

interface Resource {
  id: string;
  name: string;
  version: number;
  [field: string]: unknown;
}

const terms = { type: 'CONSENT', name: 'Terms', content: 'I agree.', consentUrl: 'https://example.com/terms' };
const add = async (body: object, caller = organization) =>
  (await caller.call('post', '/v1/resource', body).expect(201)).body as Resource;
const read = async (id: string) => (await organization.call('get', `/v1/resource/${id}`).expect(200)).body as Resource;
const put = (id: string, body: object, headers = {}) =>
  organization.call('put', `/v1/resource/${id}`, body, { headers });
const change = async (id: string, body: object) => (await put(id, body).expect(200)).body as Resource;
const refused = async (body: object, method: 'post' | 'put' = 'post', path = '/v1/resource') =>
  ((await organization.call(method, path, body).expect(400)).body as Refused).errors;
const ask = async (id: string) =>
  (await organization.asks({ contacts: ['ana@example.com'], resourcesIds: [id] }).expect(201)).body as Created;

describe('A resource', () => {
  it('is made, read, changed, asked, deleted', async () => {
    const answer = await organization.call('post', '/v1/resource', {
      ...terms,
      internalId: 't-1',
      description: 'All.',
    });
    const made = answer.body as Resource;
    expect([answer.status, answer.headers.location]).toEqual([201, `/v1/resource/${made.id}`]);
    expect(made).toEqual({
      ...terms,
      ...{
        id: made.id,
        internalId: 't-1',
        description: 'All.',
        active: true,
        required: true,
        version: 1,
        groupIds: [],
      },
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: made.createdAt,
      data: [
        { label: 'text', type: 'string', value: 'I agree.', hidden: false },
        { label: 'url', type: 'url', value: 'https://example.com/terms', hidden: false },
      ],
    });
    expect(await read(made.id)).toEqual(made);

    const changed = await change(made.id, { name: 'New terms', content: 'I agree to more.' });
    expect(changed).toMatchObject({ version: 2, name: 'New terms', content: 'I agree to more.' });
    for (const gone of ['internalId', 'description', 'consentUrl']) expect(changed).not.toHaveProperty(gone);
    expect((await ask(made.id)).credentials[0].name).toBe('New terms');

    const path = `/v1/resource/${made.id}`;
    const deleted = await organization.call('delete', path).expect(200);
    expect([deleted.headers['content-type'], deleted.text]).toEqual(['application/json; charset=utf-8', 'true']);
    for (const method of ['delete', 'get'] as const) {
      const { body } = await organization.call(method, path).expect(404);
      expect(body).toMatchObject({ code: 'not_found', message: 'Resource not found' });
    }
    await put(made.id, { name: 'Again' }).expect(404);
    await organization.asks({ contacts: ['ana@example.com'], resourcesIds: [made.id] }).expect(400);
  });

  it('may be any of the four, simply or field by field, and reads the same either way', async () => {
    const field = { label: 'Seat', type: 'string', options: ['aisle', 'window'] };
    for (const type of ['form', 'JSON']) {
      const fields = type === 'JSON' ? [{ label: 'Maximum', type: 'number', value: 3 }] : [field];
      const [simple, full] = [
        await add({ type, name: 'X', content: fields }),
        await add({ type, name: 'X', data: fields }),
      ];
      expect(simple.type).toBe(type.toUpperCase());
      expect([simple.content, simple.data]).toEqual([full.content, full.data]);
      expect(simple.content).toEqual(simple.data);
    }
    const pdf = pdfs.a4();
    const document = await add({ type: 'DOCUMENT', name: 'Contract', content: pdf.toString('base64') });
    expect(document).not.toHaveProperty('content');
    expect(document.data).toEqual([
      { label: 'pdf', type: 'pdf', value: null, hidden: false, sha256: expect.any(String), size: pdf.length, pages: 1 },
    ]);
    expect(Buffer.from((await read(document.id)).content as string, 'base64')).toEqual(pdf);
  });

  it.each(Object.values(RESOURCE_EXAMPLES))('may be what the document shows: $summary', ({ value }) => add(value));

  it('is made once, however often the call arrives', async () => {
    const headers = { 'Idempotency-Key': 'terms-once' };
    const once = () => organization.call('post', '/v1/resource', terms, { headers }).expect(201);
    const [first, second] = [await once(), await once()];
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true', location: first.headers.location });
    expect(second.text).toBe(first.text);
  });

  it('of another organization is not found by anybody', async () => {
    const { id } = await add(terms, await server.organization());
    await organization.call('get', `/v1/resource/${id}`).expect(404);
    await organization.call('delete', `/v1/resource/${id}`).expect(404);
    await put(id, { name: 'Mine' }).expect(404);
    await organization.call('get', `/v1/resource/${'0'.repeat(24)}`).expect(404);
    expect(((await organization.call('get', '/v1/resource/x').expect(400)).body as Refused).code).toBe('malformed_id');
  });
});

describe('A change', () => {
  it('is a new version, and a request keeps the one it was made with', async () => {
    const { id } = await add(terms);
    const before = await ask(id);
    await change(id, { name: 'Second', content: 'Other words.' });
    const after = await ask(id);
    const rows = await sql<{ name: string; text: string }>(
      server.database,
      `SELECT v.name, v.data->0->>'value' AS text FROM credentials c JOIN resource_versions v ON v.id = c.resource_version_id
       WHERE c.id = ANY($1) ORDER BY v.version`,
      [[before.credentials[0].id, after.credentials[0].id]],
    );
    expect(rows).toEqual([
      { name: 'Terms', text: 'I agree.' },
      { name: 'Second', text: 'Other words.' },
    ]);
  });

  it('that changes nothing makes no version', async () => {
    const made = await add({ ...terms, scope: 'a.b', validFrom: '2026-01-01', validUntil: '2030-01-01' });
    const { type: _, ...same } = { ...terms, scope: 'a.b', validFrom: '2026-01-01', validUntil: '2030-01-01' };
    expect(await change(made.id, same)).toEqual(made);
    expect(await change(made.id, { ...same, type: 'consent', content: undefined, consentUrl: undefined })).toEqual(
      made,
    );
  });

  it('keeps what is asked when it says nothing of it, and whether it is active', async () => {
    const { id } = await add({ type: 'DOCUMENT', name: 'Contract', content: pdfs.a4().toString('base64') });
    expect(await change(id, { name: 'Contract', active: false })).toMatchObject({ version: 1, active: false });
    expect(await change(id, { name: 'Agreement' })).toMatchObject({ version: 2, active: false, name: 'Agreement' });
    expect((await read(id)).content).toBe(pdfs.a4().toString('base64'));
    await organization.asks({ contacts: ['ana@example.com'], resourcesIds: [id] }).expect(400);
    await change(id, { name: 'Agreement', active: true });
    await ask(id);
  });

  it('made by two at once is two versions, and none is lost', async () => {
    const { id } = await add(terms);
    const names = Array.from({ length: 8 }, (_, i) => `Name ${i}`);
    const answers = await Promise.all(names.map((name) => change(id, { name })));
    expect(answers.map(({ version }) => version).sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    for (const [i, { name }] of answers.entries()) expect(name).toBe(names[i]);
  });

  it('to a version that is no longer the present one is refused to whoever asks for that', async () => {
    const { id } = await add(terms);
    await put(id, { name: 'Mine' }, { 'If-Match': '"1"' }).expect(200);
    const { body } = await put(id, { name: 'Theirs' }, { 'If-Match': '1' }).expect(409);
    expect(body).toMatchObject({ code: 'version_conflict', detail: expect.stringContaining('version 2 now') });
    await put(id, { name: 'Theirs' }, { 'If-Match': 'one' }).expect(400);
    expect((await read(id)).name).toBe('Mine');
  });
});

describe('What breaks a rule is refused, by name:', () => {
  it.each<[string, object, string]>([
    ['nothing asked', { type: 'CONSENT', name: 'X' }, 'content'],
    ['both forms', { ...terms, data: [{ label: 'text', type: 'string', value: 'x' }] }, 'content'],
    ['no name', { ...terms, name: '' }, 'name'],
    ['an unknown type', { ...terms, type: 'CONTRACT' }, 'type'],
    ['a consent without words', { ...terms, content: ' ' }, 'content'],
    ['a consent of too many words', { ...terms, content: 'x'.repeat(100_001) }, 'content'],
    ['a link that is none', { ...terms, consentUrl: 'javascript:alert(1)' }, 'consentUrl'],
    [
      'a link of a form',
      { type: 'FORM', name: 'X', content: [{ label: 'A', type: 'string' }], consentUrl: 'https://a.b' },
      'consentUrl',
    ],
    ['a list for a consent', { ...terms, content: [{ label: 'A', type: 'string' }] }, 'content'],
    ['a text for a form', { type: 'FORM', name: 'X', content: 'hello' }, 'content'],
    ['content that is neither', { ...terms, content: 7 }, 'content'],
    [
      'a bad field',
      { type: 'JSON', name: 'X', content: [{ label: 'A', type: 'number', value: 'x' }] },
      'content[0].value',
    ],
    [
      'a bad field in full',
      { type: 'JSON', name: 'X', data: [{ label: 'A', type: 'number', value: 'x' }] },
      'data[0].value',
    ],
    ['a bad inner field', { type: 'JSON', name: 'X', content: [{ label: 'A', type: 'word' }] }, 'content[0].type'],
    ['a date that is none', { ...terms, validFrom: 'tomorrow' }, 'validFrom'],
    ['an end before the start', { ...terms, validFrom: '2027-01-01', validUntil: '2026-01-01' }, 'validUntil'],
    ['an unknown field', { ...terms, colour: 'red' }, 'colour'],
  ])('%s', async (_what, body, field) => {
    const errors = await refused(body);
    expect(new Set(errors.map((error) => error.field))).toEqual(new Set([field]));
    expect(errors[0].message).toContain(field);
  });

  it('another type', async () => {
    const { id } = await add(terms);
    const [error] = await refused({ type: 'JSON', name: 'X' }, 'put', `/v1/resource/${id}`);
    expect(error).toMatchObject({ field: 'type', message: expect.stringContaining('type must be CONSENT') });
  });
});
