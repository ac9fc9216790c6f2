import { sql } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let [mine, theirs]: TestOrganization[] = [];

/** Row-level security is the second wall. This takes it down, to see whether the first one stands alone. */
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  [mine, theirs] = [await server.organization(), await server.organization()];
  await sql(
    server.database,
    `DO $$ DECLARE t text; BEGIN
       FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%migrations' LOOP
         EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', t);
       END LOOP; END $$`,
  );
});
afterAll(() => server.stop());

const make = async (caller: TestOrganization, path: string, body: object) =>
  ((await caller.call('post', path, body).expect(201)).body as { id: string }).id;

it("Without row-level security, another organization's catalogue is not there", async () => {
  const pdf = pdfs.a4().toString('base64');
  const resource = await make(theirs, '/v1/resource', { type: 'DOCUMENT', name: 'Theirs', content: pdf });
  const group = await make(theirs, '/v1/resource/group', { name: 'Theirs', resourcesIds: [resource] });
  for (const path of [`/v1/resource/${resource}`, `/v1/resource/group/${group}`]) {
    await mine.call('get', path).expect(404);
    await mine.call('put', path, { name: 'Mine', ...(path.includes('group') && { resourcesIds: [] }) }).expect(404);
    await mine.call('delete', path).expect(404);
    await theirs.call('get', path).expect(200);
  }
  for (const path of ['/v1/resource', '/v1/resource/group']) {
    expect((await mine.call('get', path).expect(200)).body).toMatchObject({ data: [], totalCount: 0 });
  }
  await mine.call('post', '/v1/resource/group', { name: 'Mine', resourcesIds: [resource] }).expect(400);
  await mine.call('post', '/v1/placements/check', { resourceId: resource, placements: [] }).expect(400);
});

it('A group that holds what is foreign neither shows nor finds it, and it does not name that group', async () => {
  const foreign = await make(theirs, '/v1/resource', { type: 'CONSENT', name: 'Foreign', content: 'I agree.' });
  const own = await make(mine, '/v1/resource', { type: 'CONSENT', name: 'Own', content: 'I agree.' });
  const group = await make(mine, '/v1/resource/group', { name: 'Mixed', resourcesIds: [own] });
  await sql(
    server.database,
    `INSERT INTO group_resources (group_version_id, position, org_id, resource_id)
     SELECT id, 1, org_id, $2 FROM group_versions WHERE group_id = $1`,
    [group, foreign],
  );
  const { body } = await mine.call('get', `/v1/resource/group/${group}`).expect(200);
  expect((body as { resources: { name: string }[] }).resources.map(({ name }) => name)).toEqual(['Own']);
  expect((await mine.call('get', '/v1/resource/group?search=foreign').expect(200)).body).toMatchObject({
    totalCount: 0,
  });
  expect((await theirs.call('get', `/v1/resource/${foreign}`).expect(200)).body).toMatchObject({ groupIds: [] });
});
