import { UnitOfWork } from '../../platform/database';
import { sql } from '../../../test/support/asking';
import { eventually } from '../../../test/support/eventually';
import { startServer, type TestOrganization, type TestServer } from '../../../test/support/server';
import type { Contact } from './contact';
import { SubjectsService, type Person } from './subjects.service';

let server: TestServer;
let organization: TestOrganization;
let subjects: SubjectsService;
let unitOfWork: UnitOfWork;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  subjects = server.app.get(SubjectsService, { strict: false });
  unitOfWork = server.app.get(UnitOfWork);
});
afterAll(() => server.stop());

const emails = (...names: string[]): Contact[] =>
  names.map((name) => ({ type: 'EMAIL', value: `${name}@example.com` }));
const reach = (contacts: Contact[], meanwhile: () => Promise<unknown> = () => Promise.resolve()) =>
  unitOfWork.run(organization.entity.id, async (tx) => {
    const people = await subjects.reach(tx, organization.entity.id, contacts);
    await meanwhile();
    return people;
  });
const didOf = (people: Map<string, Person>, name: string) => people.get(`${name}@example.com`)?.did;
const waitingForAnother = () =>
  eventually(async () => {
    const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(await sql(server.database, blocked)).toHaveLength(1);
  });

describe('Reaching people', () => {
  it('makes who is new, knows who is not, and says who is behind each contact', async () => {
    const first = await reach(emails('ana', 'ben'));
    const second = await reach(emails('ben', 'eve'));
    expect(didOf(second, 'ben')).toBe(didOf(first, 'ben'));
    expect(new Set([...first.values(), ...second.values()].map(({ did }) => did)).size).toBe(3);
    const { subjectId, did } = first.get('ana@example.com')!;
    expect(did).toBe(`did:via:humanos:user-${subjectId}`);
  });

  it('agrees on somebody whom two make at the same moment: the second waits and takes the first', async () => {
    let second: Promise<Map<string, Person>> | undefined;
    const first = await reach(emails('new', 'also-new'), () => {
      second = reach(emails('also-new', 'mine'));
      return waitingForAnother();
    });
    expect(didOf(await second!, 'also-new')).toBe(didOf(first, 'also-new'));
    expect(didOf(await second!, 'mine')).toBeDefined();
  });

  it('makes somebody after all when the first takes it back', async () => {
    let second: Promise<Map<string, Person>> | undefined;
    const first = reach(emails('almost'), async () => {
      second = reach(emails('almost'));
      await waitingForAnother();
      throw new Error('changed my mind');
    });
    await expect(first).rejects.toThrow('changed my mind');
    expect(didOf(await second!, 'almost')).toBeDefined();
    const people = `SELECT FROM subjects s JOIN contacts c ON c.subject_id = s.id WHERE c.value = 'almost@example.com'`;
    expect(await sql(server.database, people)).toHaveLength(1);
  });

  it('leaves nobody without a contact', async () => {
    const lonely = 'SELECT FROM subjects s WHERE NOT EXISTS (SELECT FROM contacts c WHERE c.subject_id = s.id)';
    expect(await sql(server.database, lonely)).toEqual([]);
  });
});
