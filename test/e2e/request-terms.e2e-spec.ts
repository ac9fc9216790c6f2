import { aConsent, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-23T09:00:00.000Z'));
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({
    clock,
    environment: { DELIVERY: 'off', PUBLIC_URL: 'https://sign.example.com/placet/' },
  });
  organization = await server.organization();
});
afterAll(() => server.stop());

const ask = async (body: object = {}, by = organization): Promise<Created> =>
  (await by.asks({ contacts: ['ana@example.com'], credentials: [aConsent()], ...body }).expect(201)).body as Created;

interface StoredRequest {
  name: string | null;
  internal_id: string | null;
  security_level: string;
  status: string;
  code_delivery: string;
  language: string;
  redirect_url: string | null;
  api_key_id: string;
  expires_at: Date;
  created_at: Date;
}
const stored = async ({ id }: Created) =>
  (await sql<StoredRequest>(server.database, 'SELECT * FROM requests WHERE id = $1', [id]))[0];

interface StoredEntry {
  id: string;
  position: number;
  contact: string;
  code_expires_at: Date;
  status: string;
}
const entries = ({ id }: Created) =>
  sql<StoredEntry>(server.database, 'SELECT * FROM request_subjects WHERE request_id = $1 ORDER BY position', [id]);

describe('A request', () => {
  it('keeps its terms as they were given', async () => {
    const created = await ask({
      name: 'Your trip to Lisbon ✈',
      internalId: 'order-123',
      securityLevel: 'ORGANIZATION_KYC',
      language: 'pt-BR',
      redirectUrl: 'https://EXAMPLE.com/call back',
      expiresAt: '2027-01-01T00:00:00+01:00',
    });
    expect(await stored(created)).toMatchObject({
      name: 'Your trip to Lisbon ✈',
      internal_id: 'order-123',
      security_level: 'ORGANIZATION_KYC',
      status: 'PENDING',
      code_delivery: 'SEND_AND_RETURN',
      language: 'PRT',
      redirect_url: 'https://example.com/call%20back',
      api_key_id: organization.key.id,
      expires_at: new Date('2026-12-31T23:00:00.000Z'),
      created_at: clock.now(),
    });
  });

  it('takes what its organization has set for what is not given', async () => {
    const other = await server.organization({ language: 'PRT', requestDays: 7 });
    const nulls = {
      name: null,
      internalId: null,
      securityLevel: null,
      language: null,
      redirectUrl: null,
      expiresAt: null,
    };
    const usual = {
      name: null,
      internal_id: null,
      security_level: 'CONTACT',
      language: 'PRT',
      redirect_url: null,
      expires_at: new Date('2026-11-30T09:00:00.000Z'),
    };
    expect(await stored(await ask({}, other))).toMatchObject(usual);
    expect(await stored(await ask(nulls, other))).toMatchObject(usual);
    expect(await stored(await ask({ language: 'Klingon' }, other))).toMatchObject({ language: 'PRT' });
  });

  it('lives thirty days in an organization that was just made', async () => {
    const { expires_at } = await stored(await ask());
    expect(expires_at.toISOString()).toBe('2026-12-23T09:00:00.000Z');
  });

  it('keeps inline content with everything said of it, and what may be left out', async () => {
    const credential = {
      ...aConsent('Everything'),
      scope: 'payments.hotel',
      internalId: 'c-7',
      required: false,
      description: 'A line below',
      validFrom: '2026-12-01',
      validUntil: '2027-12-01T00:00:00.5Z',
    };
    const nulls = {
      scope: null,
      internalId: null,
      required: null,
      description: null,
      validFrom: null,
      validUntil: null,
    };
    const { id } = await ask({ credentials: [credential, { ...aConsent('Nothing'), ...nulls }] });
    const rows = await sql(
      server.database,
      `SELECT name, scope, internal_id, required, description, valid_from, valid_until, resource_version_id, status
       FROM credentials WHERE request_id = $1 ORDER BY position`,
      [id],
    );
    const everything = {
      ...{
        name: 'Everything',
        scope: 'payments.hotel',
        internal_id: 'c-7',
        required: false,
        description: 'A line below',
      },
      ...{ valid_from: new Date('2026-12-01'), valid_until: new Date('2027-12-01T00:00:00.5Z') },
    };
    const nothing = { scope: null, internal_id: null, description: null, valid_from: null, valid_until: null };
    const both = { resource_version_id: null, status: 'PENDING' };
    expect(rows).toEqual([
      { ...everything, ...both },
      { name: 'Nothing', required: true, ...nothing, ...both },
    ]);
  });
});

describe('Codes and links', () => {
  const contacts = ['ana@example.com', '+351912345678'];

  it('hold 24 hours by e-mail and ten minutes by SMS, never longer than the request', async () => {
    const until = async (body: object, by = organization) =>
      (await entries(await ask({ contacts, ...body }, by))).map(({ code_expires_at }) => code_expires_at.toISOString());
    expect(await until({})).toEqual(['2026-11-24T09:00:00.000Z', '2026-11-23T09:10:00.000Z']);
    expect(await until({ expiresAt: '2026-11-23T09:05:00Z' })).toEqual(Array(2).fill('2026-11-23T09:05:00.000Z'));
    const deliversItself = await server.organization({ codeDelivery: 'RETURN' });
    expect(await until({}, deliversItself)).toEqual(Array(2).fill('2026-12-23T09:00:00.000Z'));
  });

  it.each([6, 8])('codes have %i digits where the organization wants so many', async (codeLength) => {
    const { subjects } = await ask({ contacts }, await server.organization({ codeLength }));
    for (const { code } of subjects) expect(code).toMatch(new RegExp(`^\\d{${codeLength}}$`));
  });

  it('lead to the address that people see, each to its own place', async () => {
    const { subjects } = await ask({ contacts });
    for (const { link } of subjects) expect(link).toMatch(/^https:\/\/sign\.example\.com\/placet\/link\/[0-9a-f]{24}$/);
    expect(new Set(subjects.map(({ link }) => link)).size).toBe(2);
  });

  it.each([
    ['SEND_AND_RETURN', true, 2],
    ['SEND', false, 2],
    ['RETURN', true, 0],
  ] as const)('in mode %s are answered: %s; messages queued: %i', async (codeDelivery, answered, queued) => {
    const created = await ask({ contacts }, await server.organization({ codeDelivery }));
    for (const subject of created.subjects) {
      expect('code' in subject).toBe(answered);
      expect('link' in subject).toBe(answered);
    }
    const messages = await sql(server.database, 'SELECT id FROM notifications WHERE request_id = $1', [created.id]);
    expect(messages).toHaveLength(queued);
    expect((await stored(created)).code_delivery).toBe(codeDelivery);
  });

  it('an organization that was just made tells codes to the person only', async () => {
    const [{ code_delivery }] = await sql<{ code_delivery: string }>(
      server.database,
      `INSERT INTO organizations (id, slug, name, did) VALUES ($1, 'new', 'new', 'did:new') RETURNING code_delivery`,
      ['f'.repeat(24)],
    );
    expect(code_delivery).toBe('SEND');
  });
});

describe('People', () => {
  it('are known again by their contact, in their own organization only', async () => {
    const other = await server.organization();
    const [first] = (await ask({ contacts: ['eve@example.com'] })).subjects;
    const [again] = (await ask({ contacts: ['EVE@example.com'] })).subjects;
    const [elsewhere] = (await ask({ contacts: ['eve@example.com'] }, other)).subjects;
    expect(again.did).toBe(first.did);
    expect(elsewhere.did).not.toBe(first.did);
    expect(again.id).not.toBe(first.id);
  });

  it('may be given without a country code where the organization has a country', async () => {
    const portuguese = await server.organization({ defaultCountry: 'PT' });
    const { subjects } = await ask({ contacts: ['912 345 678', '+14155552671'] }, portuguese);
    expect(subjects.map(({ contact, contactType }) => [contact, contactType])).toEqual([
      ['+351912345678', 'PHONE'],
      ['+14155552671', 'PHONE'],
    ]);
  });

  it('with two contacts have two entries and one DID', async () => {
    const contacts = ['rui@example.com', '+351934567890'];
    const { subjects } = await ask({ contacts });
    expect(new Set(subjects.map(({ did }) => did)).size).toBe(2);
    await sql(
      server.database,
      `UPDATE contacts SET subject_id = (SELECT subject_id FROM contacts WHERE org_id = $1 AND value = $2) WHERE org_id = $1 AND value = $3`,
      [organization.id, ...contacts],
    );
    const again = await ask({ contacts, name: 'again' }); // a name, because the same call would be a replay
    expect(again.subjects.map(({ did }) => did)).toEqual([subjects[0].did, subjects[0].did]);
    expect((await entries(again)).map(({ contact, status }) => [contact, status])).toEqual(
      contacts.map((contact) => [contact, 'INVITED']),
    );
  });

  it('are made once when many ask for them at the same moment, in any order', async () => {
    const contacts = Array.from({ length: 20 }, (_, i) => `crowd-${i}@example.com`);
    const orders = Array.from({ length: 12 }, (_, i) => [...contacts.slice(i), ...contacts.slice(0, i)]);
    const created = await Promise.all(orders.map((order) => ask({ contacts: order })));
    const dids = new Map<string, Set<string>>();
    for (const { contact, did } of created.flatMap(({ subjects }) => subjects))
      dids.set(contact, (dids.get(contact) ?? new Set()).add(did));
    expect([...dids.values()].map(({ size }) => size)).toEqual(Array(20).fill(1));
    expect(created.map(({ subjects }) => subjects.map(({ contact }) => contact))).toEqual(orders);
  });
});
