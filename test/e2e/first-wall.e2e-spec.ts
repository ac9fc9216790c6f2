import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let [organization, other]: TestOrganization[] = [];
let shelf: Catalogue;

const keyed = { headers: { 'Idempotency-Key': 'same' } };

/** Row-level security is the second wall. This takes it down, to see whether the first one stands alone. */
describe('Without row-level security', () => {
  beforeAll(async () => {
    server = await startServer({ environment: { DELIVERY: 'off' } });
    [organization, other] = [await server.organization(), await server.organization()];
    shelf = new Catalogue(server, organization);
    await sql(
      server.database,
      `DO $$ DECLARE t text; BEGIN
         FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%migrations' LOOP
           EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', t);
         END LOOP; END $$`,
    );
  });
  afterAll(() => server.stop());

  it("another organization's things are not found, its people not recognised, its keys no replay", async () => {
    const [resource, group] = [await shelf.consent(), await shelf.group('Mine', await shelf.consent())];
    const contacts = ['shared@example.com'];
    const mine = (await organization.asks({ contacts, resourcesIds: [resource.id] }, keyed).expect(201))
      .body as Created;
    const { errors } = (await other.asks({ contacts, resourcesIds: [resource.id], groupIds: [group.id] }).expect(400))
      .body as Refused;
    expect(errors.map(({ field }) => field)).toEqual(['groupIds[0]', 'resourcesIds[0]']);
    const answer = await other.asks({ contacts, credentials: [aConsent()] }, keyed).expect(201);
    const theirs = answer.body as Created;
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
    expect(theirs.subjects[0].did).not.toBe(mine.subjects[0].did);
  });

  it('a group never asks what another organization put into it', async () => {
    const foreign = await new Catalogue(server, other).consent('Foreign');
    const group = await shelf.group('Mixed', await shelf.consent('Own'), foreign);
    const { credentials } = (await organization.asks({ contacts: ['a@example.com'], groupIds: [group.id] }).expect(201))
      .body as Created;
    expect(credentials.map(({ name }) => name)).toEqual(['Own']);
  });
});
