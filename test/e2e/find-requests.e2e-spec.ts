import { aConsent, aForm, sql, type Created, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface Item {
  id: string;
  name: string | null;
  status: string;
  createdAt: string;
  credentials: { id: string; status: string; statusReason?: string }[];
  subjects: { id: string; contact: string; did: string; internalId: string | null; status: string }[];
}
interface Listed {
  data: Item[];
  totalPages: number;
  totalCount: number;
  totalExact: boolean;
  pageIndex: number;
  pageSize: number;
  nextCursor?: string;
}

const START = new Date('2026-05-01T12:00:00Z');
const clock = new TestClock(START);
let server: TestServer;
let organization: TestOrganization;
/** By their names. */
const asked = new Map<string, Created>();

async function ask(name: string, body: object = {}): Promise<Created> {
  const contacts = ['ana@example.com'];
  const { body: created } = await organization.asks({ contacts, credentials: [aConsent()], name, ...body }).expect(201);
  asked.set(name, created as Created);
  return created as Created;
}
const list = async (query = '', by = organization): Promise<Listed> =>
  (await by.call('get', `/v1/request${query}`).expect(200)).body as Listed;
const names = async (query: string): Promise<(string | null)[]> => (await list(query)).data.map(({ name }) => name);
const refused = async (query: string): Promise<string[]> => {
  const { body } = await organization.call('get', `/v1/request${query}`).expect(400);
  return (body as Refused).errors.map(({ field, message }) => `${field}: ${message}`);
};
const encoded = (text: string): string => encodeURIComponent(text);

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization({ defaultCountry: 'PT' });
  await ask('Oldest', { internalId: 'order-1', expiresAt: '2026-05-03T00:00:00Z' });
  clock.advance({ hours: 24 });
  await ask('Two people', { contacts: ['bruno@example.com', '+351912345678'], credentials: [aForm('Onboarding')] });
  const asking = (internalId: string) => ({ credentials: [{ ...aConsent(), internalId }] });
  await ask('Stronger', { securityLevel: 'ORGANIZATION_KYC', contacts: ['carla@example.com'], ...asking('asked-1') });
  clock.advance({ hours: 24 });
  await ask('Completed');
  await ask('Rejected', asking('asked-2'));
  await ask('Canceled');
  await ask('100% of a_b', { contacts: ['dora@example.com'], internalId: 'Straße-Ö' });
  clock.advance({ hours: 24 });
  await sql(server.database, `UPDATE requests SET status = 'COMPLETED', settled_at = now() WHERE name = 'Completed'`);
  await sql(server.database, `UPDATE requests SET status = 'REJECTED', settled_at = now() WHERE name = 'Rejected'`);
  await organization.call('delete', `/v1/request/${asked.get('Canceled')!.id}`).expect(200);
  await sql(server.database, `UPDATE subjects SET internal_id = 'customer-7' WHERE did = $1`, [
    asked.get('Stronger')!.subjects[0].did,
  ]);
});
afterAll(() => server.stop());

describe('The list of requests', () => {
  it('shows the newest first, each as it stands, without the canceled ones', async () => {
    const { data, ...page } = await list();
    expect(page).toEqual({ totalPages: 1, totalCount: 6, totalExact: true, pageIndex: 0, pageSize: 10 });
    expect(data.map(({ name, status }) => `${name} ${status}`)).toEqual([
      '100% of a_b PENDING',
      'Rejected REJECTED',
      'Completed COMPLETED',
      'Stronger PENDING',
      'Two people PENDING',
      'Oldest EXPIRED',
    ]);
    const { subjects, credentials } = asked.get('Oldest')!;
    expect(data.at(-1)).toEqual({
      ...{ id: asked.get('Oldest')!.id, name: 'Oldest', internalId: 'order-1', securityLevel: 'CONTACT' },
      ...{ createdAt: START.toISOString(), expiresAt: '2026-05-03T00:00:00.000Z', status: 'EXPIRED' },
      credentials: [{ ...credentials[0], status: 'REVOKED', statusReason: 'EXPIRED' }],
      subjects: [
        {
          ...{ id: subjects[0].id, contact: 'ana@example.com', did: subjects[0].did },
          internalId: null,
          status: 'INVITED',
        },
      ],
    });
  });

  it('is empty for an organization that asked nothing, and shows nobody else’s', async () => {
    const other = await server.organization();
    const empty = { data: [], totalPages: 0, totalCount: 0, totalExact: true, pageIndex: 0, pageSize: 10 };
    expect(await list('', other)).toEqual(empty);
    for (const query of ['?search=Oldest', '?contact=ana@example.com', '?internalId=order-1', '?status=PENDING'])
      expect(await list(query, other)).toEqual(empty);
    const cursor = asked.get('Oldest')!.id;
    await other.call('get', `/v1/request?cursor=${cursor}`).expect(400);
  });

  it.each<[string, string[]]>([
    ['status=PENDING', ['100% of a_b', 'Stronger', 'Two people']],
    ['status=expired', ['Oldest']],
    ['status=COMPLETED', ['Completed']],
    ['status=REJECTED', ['Rejected']],
    ['status=CANCELED', ['Canceled']],
    ['status=CANCELED,EXPIRED', ['Canceled', 'Oldest']],
    ['status=CANCELED&status=COMPLETED', ['Canceled', 'Completed']],
    ['status[]=REJECTED&status[]=COMPLETED', ['Rejected', 'Completed']],
    ['status=PENDING,EXPIRED', ['100% of a_b', 'Stronger', 'Two people', 'Oldest']],
    ['active=true', ['100% of a_b', 'Stronger', 'Two people']],
    ['active=false', ['Rejected', 'Completed', 'Oldest']],
    ['active=true&status=COMPLETED', []],
    ['securityLevel=ORGANIZATION_KYC', ['Stronger']],
    ['securityLevel[]=ORGANIZATION_KYC&securityLevel[]=HUMANOS_KYC', ['Stronger']],
    ['securityLevel=CONTACT&status=PENDING', ['100% of a_b', 'Two people']],
    ['contact=bruno@example.com', ['Two people']],
    ['contact=%20BRUNO@example.com', ['Two people']],
    ['contact=912345678', ['Two people']],
    ['subjectContact=%2B351912345678', ['Two people']],
    ['contact=bruno@example.com&subjectContact=912345678', []],
    ['contact=nobody@example.com', []],
    ['contact=ana@example.com&status=CANCELED', ['Canceled']],
    ['contact=ana@example.com', ['Rejected', 'Completed', 'Oldest']],
    ['contact=ana@example.com&internalId=order-1', ['Oldest']],
    ['contact=carla@example.com&internalId=customer-7', ['Stronger']],
    ['contact=carla@example.com&search=oldest', []],
    ['credentialInternalId=asked-1', ['Stronger']],
    ['credentialInternalId=asked-1,asked-2', ['Rejected', 'Stronger']],
    ['credentialInternalId=asked-2&credentialInternalId=asked-1&status=REJECTED', ['Rejected']],
    ['credentialInternalId=asked-1&contact=ana@example.com', []],
    ['credentialInternalId=asked-3', []],
    ['credentialInternalId=asked-1&search=strong', ['Stronger']],
    ['agentId=agent-1', []],
    ['agentDid=did:example:1&agentDid=did:example:2', []],
    ['agentId=', ['100% of a_b', 'Rejected', 'Completed', 'Stronger', 'Two people', 'Oldest']],
    ['internalId=order-1', ['Oldest']],
    ['internalId=customer-7', ['Stronger']],
    ['internalId=customer-7&status=COMPLETED', []],
    ['subjectInternalId=customer-7', ['Stronger']],
    ['subjectInternalId=order-1', []],
    ['dateFrom=2026-05-02', ['100% of a_b', 'Rejected', 'Completed', 'Stronger', 'Two people']],
    ['dateFrom=2026-05-02&dateTo=2026-05-02', ['Stronger', 'Two people']],
    ['dateFrom=2026-05-01T23:00:00Z&dateTo=2026-05-02T01:00:00Z', ['Stronger', 'Two people', 'Oldest']],
    ['dateFrom=2026-05-02&dateTo=2026-05-02&securityLevel=CONTACT', ['Two people']],
    ['search=OLD', ['Oldest']],
    ['search=order-1', ['Oldest']],
    ['search=onboard', ['Two people']],
    ['search=91234', ['Two people']],
    ['search=100%25', ['100% of a_b']],
    ['search=%25', ['100% of a_b']],
    ['search=a_b', ['100% of a_b']],
    ['search=_', ['100% of a_b']],
    ['search=STRASSE', ['100% of a_b']],
    [`search=${encoded('straße-ö')}`, ['100% of a_b']],
    [`search=${encoded('\\')}`, []],
    ['search=ca', ['Stronger']],
    ['search=cancel', []],
    ['search=cancel&status=CANCELED', ['Canceled']],
    ['search=privacy&dateTo=2026-05-01&dateFrom=2026-05-01', ['Oldest']],
    [
      'search=&contact=&status=&active=&dateFrom=',
      ['100% of a_b', 'Rejected', 'Completed', 'Stronger', 'Two people', 'Oldest'],
    ],
  ])('with %s shows %j', async (query, expected) => {
    const { data, totalCount, totalExact, totalPages } = await list(`?${query}`);
    expect(data.map(({ name }) => name)).toEqual(expected);
    expect([totalCount, totalExact, totalPages]).toEqual([expected.length, true, expected.length > 0 ? 1 : 0]);
  });

  it('finds a person by DID and by id, in every spelling', async () => {
    const { did } = asked.get('Stronger')!.subjects[0];
    const id = did.slice(-24);
    for (const query of [
      `did=${did}`,
      `subjectDid=${encoded(did)}`,
      `subjectId=${id}`,
      `subjectId=${id.toUpperCase()}`,
    ])
      expect(await names(`?${query}`)).toEqual(['Stronger']);
    expect(await names(`?did=${did}x`)).toEqual([]);
  });

  it('names every bad filter and its rule', async () => {
    expect(await refused('?contact=nonsense&dateTo=2026-05-01')).toEqual([
      'contact: contact is neither an e-mail address nor a phone number',
      'dateTo: dateTo needs dateFrom',
    ]);
    expect(await refused('?dateFrom=2026-05-02&dateTo=2026-05-01')).toEqual([
      'dateTo: dateTo must not lie before dateFrom',
    ]);
    expect(await refused('?dateFrom=2026-02-31x')).toEqual([
      'dateFrom: dateFrom must be a date that exists, e.g. 2026-05-31',
    ]);
    expect(await refused('?status=OPEN')).toEqual([
      'status: status must be one of PENDING, COMPLETED, REJECTED, CANCELED, EXPIRED',
    ]);
    expect(await refused('?active=maybe')).toEqual(['active: active must be true or false']);
    expect(await refused('?subjectId=7')).toEqual(['subjectId: subjectId must have 24 hex digits']);
    expect(await refused('?pageSize=101&pageIndex=-1')).toHaveLength(2);
    expect(await refused('?pageSize=4')).toHaveLength(1);
    expect(await refused(`?search=${'x'.repeat(121)}`)).toHaveLength(1);
    expect(await refused('?cursor=ffffffffffffffffffffffff')).toEqual([
      'cursor: cursor must be the nextCursor of another page',
    ]);
    expect(await refused('?colour=red')).toEqual(['colour: colour is not a known field']);
  });
});
