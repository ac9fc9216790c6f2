import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { anIdentity, type Feedback, type User } from '../support/people';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let stranger: TestOrganization;
let ana: Feedback['data'] & object;
const identity = anIdentity({ countryAlpha3: 'prt', docId: ' 123 456 ', fullDocId: '123 4567', gender: null });

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  [organization, stranger] = [await server.organization({ defaultCountry: 'PT' }), await server.organization()];
  const item = { contact: 'Ana@Example.com', internalId: 'employee 42', identity };
  const { body } = (await organization.call('post', '/v1/user', [item]).expect(200)) as { body: Feedback[] };
  ana = body[0].data!;
});
afterAll(() => server.stop());

const find = (query: string, by = organization) => by.call('get', `/v1/user${query}`);
const by = (way: string, value: string) => `?${way}=${encodeURIComponent(value)}`;

describe('A user', () => {
  it.each([
    ['contact', () => 'ANA@example.com'],
    ['did', () => ana.did.did],
    ['internalId', () => 'employee 42'],
  ])('is found by %s, with contacts, identity and internal id', async (way, value) => {
    const { body } = (await find(by(way, value())).expect(200)) as { body: User };
    expect(body).toEqual({
      ...{ identityStatus: 'KYC', kyc: 'NONE' },
      contacts: [{ contact: 'ana@example.com', verified: false, did: ana.did.did, type: 'EMAIL' }],
      identity: {
        fullName: 'Ana Maria Silva',
        birth: '1990-04-23',
        docId: '123456',
        fullDocId: '1234567',
        countryAlpha3: 'PRT',
      },
      internalId: 'employee 42',
    });
  });

  it('made by a request has neither identity nor internal id', async () => {
    const ask = { contacts: ['912 345 678'], credentials: [aConsent()] };
    const created = (await organization.asks(ask).expect(201)).body as Created;
    const { body } = await find(by('contact', '912345678')).expect(200);
    const { did } = created.subjects[0];
    const contacts = [{ contact: '+351912345678', verified: false, did, type: 'PHONE' }];
    expect(body).toEqual({ contacts, identityStatus: 'NONE', kyc: 'NONE' });
  });

  it('says which contacts are proven', async () => {
    await sql(server.database, `UPDATE contacts SET verified_at = now() WHERE value = 'ana@example.com'`);
    const { body } = (await find(by('contact', 'ana@example.com')).expect(200)) as { body: User };
    expect(body.contacts[0].verified).toBe(true);
  });

  it.each([
    ['contact', 'ana@example.com'],
    ['internalId', 'employee 42'],
    ['did', () => ana.did.did],
  ])('of another organization looks unknown by %s', async (way, given) => {
    const value = typeof given === 'string' ? given : given();
    const unknown = { contact: 'nobody@example.com', internalId: 'none', did: 'did:via:humanos:user-0' }[way]!;
    const answers = await Promise.all([find(by(way, value), stranger), find(by(way, unknown), stranger)]);
    const [theirs, nobody] = answers.map(({ body }) => {
      const { requestId, ...told } = body as Refused;
      expect(requestId).toEqual(expect.any(String));
      return told;
    });
    expect(theirs).toMatchObject({ statusCode: 404, message: 'User not found', code: 'not_found' });
    expect(theirs).toEqual(nobody);
  });

  it.each([
    ['', /exactly one of contact, did and internalId/],
    ['?contact=ana@example.com&did=x', /exactly one/],
    ['?contact=ana', /contact is neither an e-mail address nor a phone number/],
    ['?contact=', /contact must not be empty/],
    ['?did=', /did should not be empty/],
    ['?internalId=a&internalId=b', /internalId must be given once/],
    ['?email=ana@example.com', /email is not a known field/],
    ['?did=a%00b', /did must not contain NUL/],
    ['?internalId=%00', /internalId must not contain NUL/],
    ['?contact=%00', /contact/],
  ])('is not looked for when the call is %j', async (query, why) => {
    const { body } = (await find(query).expect(400)) as { body: Refused };
    expect(body).toMatchObject({ code: 'validation_failed', detail: expect.stringMatching(why) as string });
  });
});
