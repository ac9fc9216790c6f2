import { aConsent, aDocument, rowCounts, sql, type Refused } from '../support/asking';
import { sentBy } from '../support/mailbox';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let before: Record<string, number>;

beforeAll(async () => {
  server = await startServer({ environment: { SMS_DELIVERY: 'none' } });
  organization = await server.organization();
});
afterAll(() => server.stop());
beforeEach(async () => {
  before = await rowCounts(server.database);
});

const good = { contacts: ['ana@example.com'], credentials: [aConsent()] };
const aJson = (...data: object[]) => ({ ...good, credentials: [{ type: 'JSON', name: 'Data', data }] });
const value = (given: unknown, type = 'object') => aJson({ label: 'x', type, value: given });
const place = { contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0, x: 1, y: 1, width: 9, height: 9 };
const placed = (placement: object) => ({
  ...good,
  credentials: [aDocument(pdfs.a4())],
  signaturePlacements: [{ ...place, ...placement }],
});

const refused: [string, unknown, string][] = [
  ['a list instead of a credential', { ...good, credentials: [[aConsent()]] }, 'credentials'],
  ['null instead of a credential', { ...good, credentials: [null] }, 'credentials[0]'],
  ['text instead of a credential', { ...good, credentials: ['CONSENT'] }, 'credentials[0]'],
  ['an object instead of a list', { ...good, credentials: { 0: aConsent() } }, 'credentials'],
  ['a list instead of a field', aJson([{ label: 'x' }]), 'credentials[0].data'],
  ['null instead of a field', aJson(null as unknown as object), 'credentials[0].data[0]'],
  ['a list instead of a part', aJson({ label: 'x', type: 'object', fields: [[]] }), 'credentials[0].data[0].fields'],
  ['a list instead of a place', { ...good, signaturePlacements: [[place]] }, 'signaturePlacements'],
  ['null instead of a place', { ...good, signaturePlacements: [null] }, 'signaturePlacements[0]'],
  ['lists of contacts', { ...good, contacts: [['ana@example.com']] }, 'contacts'],
  ['null as a contact', { ...good, contacts: [null] }, 'contacts'],
  ['a number as a contact', { ...good, contacts: [351912345678] }, 'contacts'],
  ['a type that is a list', { ...good, credentials: [{ ...aConsent(), type: ['CONSENT'] }] }, 'credentials[0].type'],
  ['a level that is an object', { ...good, securityLevel: {} }, 'securityLevel'],
  ['a truth that is text', { ...good, allowDuplicates: 'true' }, 'allowDuplicates'],
  ['a name that is a number', { ...good, name: 7 }, 'name'],
  ['a name of 201 characters', { ...good, name: 'x'.repeat(201) }, 'name'],
  ['an id of 201 characters', { ...good, internalId: 'x'.repeat(201) }, 'internalId'],
  ['101 group ids', { ...good, groupIds: Array(101).fill('f'.repeat(24)) }, 'groupIds'],
  ['201 fields', aJson(...Array<object>(201).fill({ label: 'x', type: 'string', value: '' })), 'credentials[0].data'],
  [
    'options that are objects',
    { ...good, credentials: [{ type: 'FORM', name: 'x', data: [{ label: 'x', type: 'string', options: [{}] }] }] },
    'credentials[0].data[0].options',
  ],
  ['a scope with spaces', { ...good, credentials: [{ ...aConsent(), scope: 'pay hotel' }] }, 'credentials[0].scope'],
  [
    'a date of the year 0',
    { ...good, credentials: [{ ...aConsent(), validFrom: '0000-01-01' }] },
    'credentials[0].validFrom',
  ],
  [
    'a 31st of February',
    { ...good, credentials: [{ ...aConsent(), validUntil: '2027-02-31' }] },
    'credentials[0].validUntil',
  ],
  ['an expiry that is a number', { ...good, expiresAt: 1893456000000 }, 'expiresAt'],
  ['NUL in a key', value({ 'a\0': 1 }), 'credentials[0].data[0].value.a\\0'],
  ['NUL in what is ignored', { ...good, pubKey: '\0' }, 'pubKey'],
  ['a lone surrogate in a contact', { ...good, contacts: ['ana\ud800@example.com'] }, 'contacts[0]'],
  ['1e999 deep inside', JSON.stringify(value({ a: [7] })).replace('7', '1e999'), 'credentials[0].data[0].value.a[0]'],
  [
    '2^53 + 1 deep inside',
    JSON.stringify(value({ a: [7] })).replace('7', '9007199254740993'),
    'credentials[0].data[0].value.a[0]',
  ],
  [
    '__proto__ in a value',
    JSON.stringify(value({ a: 1 })).replace('"a"', '"__proto__"'),
    'credentials[0].data[0].value.__proto__',
  ],
  ['constructor in a value', value({ constructor: { prototype: {} } }), 'credentials[0].data[0].value.constructor'],
  [
    'toString, which copies would drop',
    value([{ toString: 'x' }], 'array'),
    'credentials[0].data[0].value[0].toString',
  ],
  ['constructor at the top', { ...good, constructor: 1 }, 'constructor'],
  [
    'hasOwnProperty in a credential',
    { ...good, credentials: [{ ...aConsent(), hasOwnProperty: 1 }] },
    'credentials[0].hasOwnProperty',
  ],
  [
    'an unknown part of a part',
    aJson({ label: 'x', type: 'object', fields: [{ label: 'y', type: 'string', value: '', colour: 1 }] }),
    'credentials[0].data[0].fields[0].colour',
  ],
  ['a position of 1e308', placed({ x: 1e308 }), 'signaturePlacements[0].x'],
  ['a size of 1e308', placed({ width: 1e308 }), 'signaturePlacements[0].width'],
  ['page 1e15', placed({ pageIndex: 1e15 }), 'signaturePlacements[0].pageIndex'],
  ['credential 1e15', placed({ inlineCredentialIndex: 1e15 }), 'signaturePlacements[0].inlineCredentialIndex'],
  ['a contact that nothing here reaches', { ...good, contacts: ['ana@example.com', '+351912345678'] }, 'contacts[1]'],
  [
    'a PDF in a data: URL of another type',
    {
      ...good,
      credentials: [
        {
          ...aDocument(pdfs.a4()),
          data: [{ label: 'pdf', type: 'pdf', value: `data:image/png;base64,${pdfs.a4().toString('base64')}` }],
        },
      ],
    },
    'credentials[0].data[0].value',
  ],
  ['a PDF without pages', { ...good, credentials: [aDocument(pdfs.noPages())] }, 'credentials[0].data[0].value'],
  ['a PDF that was cut off', { ...good, credentials: [aDocument(pdfs.truncated())] }, 'credentials[0].data[0].value'],
  [
    'a PDF with a program inside',
    { ...good, credentials: [aDocument(pdfs.carrying('setup.exe'))] },
    'credentials[0].data[0].value',
  ],
  [
    'a broken PDF beside a good one',
    { ...good, credentials: [aDocument(pdfs.a4()), aDocument(pdfs.carrying('run.sh'))] },
    'credentials[1].data[0].value',
  ],
];

describe('What is wrong is a 400 that names it, stores nothing and sends nothing:', () => {
  it.each(refused)('%s', async (_what, body, field) => {
    const answer = await organization.call('post', '/v1/request', body);
    const { code, errors } = answer.body as Refused;
    expect([answer.status, code]).toEqual([400, 'validation_failed']);
    expect(errors.map((error) => error.field)).toContain(field);
    expect(await rowCounts(server.database)).toEqual(before);
    expect(sentBy(server)).toEqual([]);
  });
});

describe('What is strange but right is taken as it is:', () => {
  const read = async (body: object): Promise<unknown> => {
    const { id } = (await organization.asks(body).expect(201)).body as { id: string };
    const [{ data }] = await sql<{ data: { value: unknown }[] }>(
      server.database,
      'SELECT data FROM credentials WHERE request_id = $1',
      [id],
    );
    return data[0].value;
  };

  it.each<[string, unknown, string]>([
    ['numbers', [5e-324, 0.1, -1.5, 2 ** 53 - 1, 1e15], 'array'],
    ['text', 'Zoë 👩‍👩‍👧 \u0001\u202e\u2028 "\\ \' -- ; DROP TABLE requests', 'string'],
    ['markup', '<script>alert(1)</script>{{7*7}}${7*7}', 'string'],
    ['keys', { then: 'x', length: 3, '': 'empty', 'a.b[0]': 1, $ref: '#', 'a b': null, ünï: [] }, 'object'],
    ['the deepest', nested(24), 'array'],
  ])('%s', async (_what, given, type) => {
    expect(await read(value(given, type))).toEqual(given);
  });

  it('nothing where a default is known', async () => {
    await organization.asks(placed({ type: null, unit: null, resourceId: null })).expect(201);
    await organization
      .asks(aJson({ label: 'x', type: 'string', value: '', hidden: null, fields: null, required: null, options: null }))
      .expect(201);
  });

  it('a PDF in a data: URL', async () => {
    const pdf = pdfs.letter();
    const data = [{ label: 'PDF', type: 'pdf', value: `data:application/pdf;base64,${pdf.toString('base64')}` }];
    expect(await read({ ...good, credentials: [{ type: 'document', name: 'x', data }] })).toMatchObject({
      size: pdf.length,
      pages: 1,
    });
  });

  it('types in any case', async () => {
    const credentials = ['consent', 'Consent', 'cOnSeNt'].map((type, index) => ({ ...aConsent(`C${index}`), type }));
    const { body } = (await organization.asks({ ...good, credentials }).expect(201)) as {
      body: { credentials: { resourceType: string }[] };
    };
    expect(body.credentials.map(({ resourceType }) => resourceType)).toEqual(Array(3).fill('CONSENT'));
  });

  it('the same document twice under two names: stored once', async () => {
    const pdf = pdfs.pages(3);
    const documents = async () => (await rowCounts(server.database)).documents;
    const already = await documents();
    await organization.asks({ ...good, credentials: [aDocument(pdf, 'One'), aDocument(pdf, 'Two')] }).expect(201);
    await organization.asks({ ...good, credentials: [aDocument(pdf, 'Three')] }).expect(201);
    expect(await documents()).toBe(already + 1);
  });
});

function nested(levels: number): unknown[] {
  let list: unknown[] = [];
  for (let level = 1; level < levels; level++) list = [list];
  return list;
}
