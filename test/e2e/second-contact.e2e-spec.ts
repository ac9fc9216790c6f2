import { aConsent, rowCounts, sql, type Created, type Refused } from '../support/asking';
import type { Feedback, User } from '../support/people';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const made = async (contact: string, internalId?: string, by = organization): Promise<string> => {
  const { body } = await by.call('post', '/v1/user', [{ contact, internalId }]).expect(200);
  return (body as Feedback[])[0].data!.did.did;
};
const add = (body: object, by = organization) => by.call('post', '/v1/user/contact', body);

describe('A second contact', () => {
  it('shares the DID of the first, in the answer, in the look-up and in one request to both', async () => {
    const did = await made('ana@example.com');
    const { body } = (await add({ contact: 'Ana@example.com', newContact: '+351 912 345 678' }).expect(200)) as {
      body: User;
    };
    const both = [
      { contact: 'ana@example.com', verified: false, did, type: 'EMAIL' },
      { contact: '+351912345678', verified: false, did, type: 'PHONE' },
    ];
    expect(body).toEqual({ contacts: both, identityStatus: 'NONE', kyc: 'NONE' });
    const found = await organization.call('get', '/v1/user?contact=%2B351912345678').expect(200);
    expect(found.body).toEqual(body);
    const ask = { contacts: ['+351912345678', 'ana@example.com'], credentials: [aConsent()] };
    const { subjects } = (await organization.asks(ask).expect(201)).body as Created;
    expect(subjects.map((subject) => [subject.contact, subject.did])).toEqual([
      ['+351912345678', did],
      ['ana@example.com', did],
    ]);
    expect(new Set(subjects.map(({ id }) => id)).size).toBe(2);
  });

  it('is added by DID or internal id as well, and a second time changes nothing', async () => {
    const did = await made('ben@example.com', 'ben-1');
    await add({ did, newContact: 'ben@work.example' }).expect(200);
    const before = await rowCounts(server.database);
    const { body } = (await add({ internalId: 'ben-1', newContact: 'BEN@work.example' }).expect(200)) as { body: User };
    expect(body.contacts.map(({ contact }) => contact)).toEqual(['ben@example.com', 'ben@work.example']);
    expect(body.internalId).toBe('ben-1');
    const { idempotency_records: once, ...rest } = await rowCounts(server.database);
    expect(rest).toEqual({ ...before, idempotency_records: undefined });
    expect(once).toBe(before.idempotency_records + 1);
    const said = await sql(server.database, `SELECT FROM evidence WHERE kind = 'contact.added' AND subject_id = $1`, [
      did.slice(-24),
    ]);
    expect(said).toHaveLength(1);
  });

  it('that somebody else has is refused, and stays theirs', async () => {
    const [eve] = [await made('eve@example.com'), await made('mallory@example.com')];
    const { body } = (await add({ contact: 'mallory@example.com', newContact: 'eve@example.com' }).expect(409)) as {
      body: Refused;
    };
    expect(body).toMatchObject({ code: 'contact_taken', errors: [{ field: 'newContact' }] });
    expect(body.detail).toContain(eve);
    expect(await made('eve@example.com')).toBe(eve);
  });

  it('for somebody whom only another organization knows is 404; a contact taken there is free here', async () => {
    const stranger = await server.organization();
    const did = await made('far@example.com', 'far-1', stranger);
    for (const name of [{ contact: 'far@example.com' }, { did }, { internalId: 'far-1' }]) {
      const { body } = (await add({ ...name, newContact: 'new@example.com' }).expect(404)) as { body: Refused };
      expect(body).toMatchObject({ code: 'not_found', detail: 'User not found' });
    }
    await made('near@example.com');
    await add({ contact: 'near@example.com', newContact: 'far@example.com' }).expect(200);
  });

  it.each([
    [{ newContact: 'x@example.com' }, 'contact', /exactly one/],
    [{ contact: 'ana@example.com', did: 'did:x', newContact: 'x@example.com' }, 'did', /exactly one/],
    [{ contact: 'ana@example.com' }, 'newContact', /newContact must be a string/],
    [{ contact: 'ana@example.com', newContact: 'x' }, 'newContact', /newContact is neither/],
    [{ contact: 'ana', newContact: 'x@example.com' }, 'contact', /contact is neither/],
  ])('%j is refused', async (body, field, why) => {
    const { body: refused } = (await add(body).expect(400)) as { body: Refused };
    expect(refused.errors.map((error) => error.field)).toContain(field);
    expect(refused.detail).toMatch(why);
  });

  it('goes to one of two who want it at the same moment', async () => {
    await Promise.all(['left', 'right'].map((name) => made(`${name}@example.com`)));
    const wanted = ['left', 'right', 'left', 'right', 'left', 'right'].map((name) =>
      add({ contact: `${name}@example.com`, newContact: 'contested@example.com' }),
    );
    const answers = (await Promise.all(wanted)).map(({ status, body }) => (body as Partial<Refused>).code ?? status);
    expect(answers.sort()).toEqual([200, 200, 200, ...Array<string>(3).fill('contact_taken')]);
  });
});
