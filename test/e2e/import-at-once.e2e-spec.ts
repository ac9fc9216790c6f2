import { aConsent, sql } from '../support/asking';
import { anIdentity, type Feedback } from '../support/people';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

let calls = 0;
const imports = async (items: object[]): Promise<Feedback[]> => {
  const options = { timestamp: Date.now() + ++calls }; // no two of them are the same call
  return (await organization.call('post', '/v1/user', items, options).expect(200)).body as Feedback[];
};
const counted = (feedback: Feedback[][]) => {
  const count: Record<number, number> = {};
  for (const { status } of feedback.flat()) count[status] = (count[status] ?? 0) + 1;
  return count;
};
const TWELVE = Array.from({ length: 12 }, (_, i) => i);

describe('Imports at the same moment', () => {
  it('give one identity to one user: the others are told whose it is not', async () => {
    const identity = anIdentity();
    const answers = await Promise.all(TWELVE.map((i) => imports([{ contact: `rival-${i}@example.com`, identity }])));
    expect(counted(answers)).toEqual({ 200: 1, 409: 11 });
    const rivals = await sql(server.database, `SELECT FROM contacts WHERE value LIKE 'rival-%'`);
    expect(rivals).toHaveLength(1);
  });

  it('put one identity on file for one user', async () => {
    const answers = await Promise.all(
      TWELVE.map(() => imports([{ contact: 'ana@example.com', identity: anIdentity() }])),
    );
    expect(counted(answers)).toEqual({ 200: 1, 410: 11 });
  });

  it('give one internal id to one user', async () => {
    const answers = await Promise.all(
      TWELVE.map((i) => imports([{ contact: `named-${i}@example.com`, internalId: 'the-one' }])),
    );
    expect(counted(answers)).toEqual({ 200: 1, 409: 11 });
  });

  it('of the same people in opposite orders end, while requests to them are made', async () => {
    const people = Array.from({ length: 20 }, (_, i) => ({
      contact: `crowd-${i}@example.com`,
      identity: anIdentity(),
    }));
    const contacts = people.map(({ contact }) => contact);
    const both = TWELVE.slice(0, 6).map((i) => imports(i % 2 ? people : people.toReversed()));
    const asks = [contacts, contacts.toReversed()].map((named) =>
      organization.asks({ contacts: named, credentials: [aConsent()] }).expect(201),
    );
    const [answers] = await Promise.all([Promise.all(both), Promise.all(asks)]);
    expect(counted(answers)).toEqual({ 200: 20, 410: 100 });
    const lonely = 'SELECT FROM subjects s WHERE NOT EXISTS (SELECT FROM contacts c WHERE c.subject_id = s.id)';
    expect(await sql(server.database, lonely)).toEqual([]);
  });
});
