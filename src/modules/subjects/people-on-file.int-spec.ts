import { UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { anIdentity, type Feedback } from '../../../test/support/people';
import { startServer, type TestOrganization, type TestServer } from '../../../test/support/server';
import { Identities } from './identities';
import { SubjectsService } from './subjects.service';

let server: TestServer;
let [mine, theirs]: TestOrganization[] = [];
let [ana, ben]: { id: string; did: string }[] = [];
let subjects: SubjectsService;
let identities: Identities;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  [mine, theirs] = [await server.organization(), await server.organization()];
  const items = [
    { contact: 'ana@example.com', internalId: 'a-1', identity: anIdentity({ fullName: 'Ana Łukasz' }) },
    { contact: 'ben@example.com' },
  ];
  const { body } = await mine.call('post', '/v1/user', items).expect(200);
  [ana, ben] = (body as Feedback[]).map(({ data }) => data!.did);
  subjects = server.app.get(SubjectsService, { strict: false });
  identities = server.app.get(Identities, { strict: false });
});
afterAll(() => server.stop());

const asking = <T>(
  { entity }: TestOrganization,
  ask: (tx: Transaction, org: OrganizationId) => Promise<T>,
): Promise<T> => server.app.get(UnitOfWork).read(entity.id, (tx) => ask(tx, entity.id));

describe('What other modules ask about people', () => {
  it('who has an identity on file, and the name in it', async () => {
    const known = (who: { id: string }, by: TestOrganization) =>
      asking(by, async (tx, org) => [
        (await identities.keyOf(tx, org, who.id)) !== null,
        await subjects.fullName(tx, org, who.id),
      ]);
    expect(await known(ana, mine)).toEqual([true, 'Ana Łukasz']);
    expect(await known(ben, mine)).toEqual([false, null]);
    expect(await known(ana, theirs)).toEqual([false, null]);
  });

  it('how somebody is reached', async () => {
    const contacts = (by: TestOrganization) => asking(by, (tx, org) => subjects.contactsOf(tx, org, ana.id));
    expect(await contacts(mine)).toEqual([{ value: 'ana@example.com', type: 'EMAIL', verifiedAt: null }]);
    expect(await contacts(theirs)).toEqual([]);
  });

  it('who somebody is, by id', async () => {
    const known = (by: TestOrganization) =>
      asking(by, (tx, org) => subjects.bySubjectIds(tx, org, [ana.id, ben.id, 'f'.repeat(24)]));
    expect([...(await known(mine)).values()].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))).toEqual(
      [
        { subjectId: ana.id, did: ana.did, internalId: 'a-1' },
        { subjectId: ben.id, did: ben.did, internalId: null },
      ].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1)),
    );
    expect((await known(theirs)).size).toBe(0);
  });
});
