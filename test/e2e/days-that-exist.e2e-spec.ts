import { aForm, type Refused } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const CONTACT = 'ana@example.com';
const born = (birth: string) => ({ fullName: 'Ana Silva', birth, docId: '12345678', countryAlpha3: 'PRT' });
const dated = (data: object) => ({ contacts: [CONTACT], credentials: [{ ...aForm(), data: [data] }] });

/** Everywhere a caller can write a day. */
const DOORS: [name: string, field: string, send: (day: string) => ReturnType<TestOrganization['call']>][] = [
  ['the list from', 'dateFrom', (day) => organization.call('get', `/v1/request?dateFrom=${day}`)],
  ['the list to', 'dateTo', (day) => organization.call('get', `/v1/request?dateFrom=2020-01-01&dateTo=${day}`)],
  [
    'a key',
    'expiresAt',
    (day) => organization.call('post', '/v1/api-keys', { name: 'K', expiresAt: day }, { version: 2 }),
  ],
  ['a request', 'expiresAt', (day) => organization.asks({ ...dated({ label: 'A', type: 'string' }), expiresAt: day })],
  [
    'an inline credential',
    'credentials[0].validUntil',
    (day) => organization.asks({ contacts: [CONTACT], credentials: [{ ...aForm(), validUntil: day }] }),
  ],
  [
    'a resource',
    'validFrom',
    (day) =>
      organization.call('post', '/v1/resource', { type: 'CONSENT', name: 'C', content: 'I agree', validFrom: day }),
  ],
  [
    'a field',
    'credentials[0].data[0].value',
    (day) => organization.asks(dated({ label: 'A', type: 'date', value: day })),
  ],
  [
    'a part of a field',
    'credentials[0].data[0].fields[0].value',
    (day) =>
      organization.asks(
        dated({ label: 'A', type: 'object', fields: [{ label: 'B', type: 'date', value: `${day}T10:00:00Z` }] }),
      ),
  ],
];

describe.each(['2026-02-30', '2027-02-29', '2026-04-31', '2026-13-01', '0000-01-01'])('%s', (day) => {
  it.each(DOORS)('is refused by %s', async (_, field, send) => {
    const refused = (await send(day).expect(400)).body as Refused;
    expect([...new Set(refused.errors.map((error) => error.field))]).toEqual([field]);
  });

  it('is refused as a birth, item by item', async () => {
    const { body } = await organization
      .call('post', '/v1/user', [
        { contact: CONTACT, identity: born(day) },
        { contact: 'ben@example.com', identity: { ...born('1990-04-23'), docId: '2', issueDate: day } },
        { contact: 'eva@example.com', identity: { ...born('0001-01-01'), docId: '3' } },
      ])
      .expect(200);
    expect((body as { status: number }[]).map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});
