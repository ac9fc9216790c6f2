import { sql, type Refused } from '../support/asking';
import { until } from '../support/eventually';
import { statementsOf } from '../support/statements';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
/** Twelve resources, oldest first, and three groups. */
const resources: string[] = [];

const TYPES = ['CONSENT', 'FORM', 'JSON'];
const make = async (path: string, body: object) =>
  ((await organization.call('post', path, body).expect(201)).body as { id: string }).id;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  for (let i = 0; i < 12; i++) {
    const type = TYPES[i % 3];
    const content = type === 'CONSENT' ? 'I agree.' : [{ label: 'A', type: 'string', value: 'x' }];
    const more = { description: i === 4 ? 'Cláusula 100% ÇÃO_x' : undefined, internalId: `no-${i}` };
    resources.push(await make('/v1/resource', { type, name: `Thing ${i}`, content, ...more }));
  }
  await organization.call('put', `/v1/resource/${resources[0]}`, { name: 'Renamed', active: false }).expect(200);
  await make('/v1/resource/group', { name: 'Early', description: 'Birds', resourcesIds: resources.slice(0, 3) });
  await make('/v1/resource/group', { name: 'Late', resourcesIds: resources.slice(9) });
  await make('/v1/resource/group', { name: 'Empty', resourcesIds: [] });
});
afterAll(() => server.stop());

interface List {
  data: { id: string; name: string; [field: string]: unknown }[];
  totalPages: number;
  totalCount: number;
  totalExact: boolean;
  pageIndex: number;
  pageSize: number;
  nextCursor?: string;
}
const list = async (query = '', path = '/v1/resource', caller = organization) =>
  (await caller.call('get', `${path}${query}`).expect(200)).body as List;
const names = async (query: string, path?: string) => (await list(query, path)).data.map(({ name }) => name);

describe.each(['/v1/resource', '/v1/resource/group'])('The list at %s', (path) => {
  it('is empty where there is nothing', async () => {
    expect(await list('', path, await server.organization())).toEqual({
      ...{ data: [], totalPages: 0, totalCount: 0, totalExact: true, pageIndex: 0, pageSize: 10 },
    });
  });

  it.each(['pageSize=4', 'pageSize=101', 'pageIndex=-1', 'pageIndex=x', 'cursor=x', 'active=yes', 'colour=red'])(
    'refuses %s by name',
    async (query) => {
      const { errors } = (await organization.call('get', `${path}?${query}`).expect(400)).body as Refused;
      expect(errors[0].field).toBe(query.split('=')[0]);
    },
  );

  it('refuses a search of more than 120 characters', () =>
    organization.call('get', `${path}?search=${'x'.repeat(121)}`).expect(400));
});

describe('The list of resources', () => {
  it('is newest first, page after page, by number and by cursor', async () => {
    const newestFirst = [...resources].reverse();
    const ids = ({ data }: List) => data.map(({ id }) => id);
    const first = await list('?pageSize=5');
    expect(first).toMatchObject({
      totalPages: 3,
      totalCount: 12,
      pageIndex: 0,
      pageSize: 5,
      nextCursor: newestFirst[4],
    });
    const second = await list(`?pageSize=5&cursor=${first.nextCursor}`);
    const last = await list('?pageSize=5&pageIndex=2');
    expect([first, second, last].flatMap(ids)).toEqual(newestFirst);
    expect(ids(await list('?pageSize=5&pageIndex=1'))).toEqual(ids(second));
    expect(last).not.toHaveProperty('nextCursor');
    expect(await list('?pageSize=5&pageIndex=3')).toMatchObject({ data: [], totalPages: 3, totalCount: 12 });
  });

  it('has an exact page, and one item, without a next page', async () => {
    expect(await list('?pageSize=12')).toMatchObject({ totalPages: 1, totalCount: 12 });
    expect(await list('?pageSize=12')).not.toHaveProperty('nextCursor');
    expect(await list('?internalId=no-5')).toMatchObject({ totalPages: 1, totalCount: 1, data: [{ name: 'Thing 5' }] });
  });

  it('can be narrowed', async () => {
    expect(await names('?active=false')).toEqual(['Renamed']);
    expect((await list('?active=true')).totalCount).toBe(11);
    const forms = ['Thing 11', 'Thing 10', 'Thing 8', 'Thing 7', 'Thing 5', 'Thing 4', 'Thing 2', 'Thing 1'];
    for (const query of ['?types=FORM&types=JSON', '?types[]=FORM&types[]=JSON', '?types=FORM,JSON'])
      expect(await names(query)).toEqual(forms);
    expect(await names('?types=CONSENT&active=true')).toEqual(['Thing 9', 'Thing 6', 'Thing 3']);
    expect(await names('?internalId=no')).toEqual([]);
    await organization.call('get', '/v1/resource?types=CONTRACT').expect(400);
  });

  it('can be searched by name, description and internal id, in any case, to the letter', async () => {
    expect(await names('?search=THING%201')).toEqual(['Thing 11', 'Thing 10', 'Thing 1']);
    expect(await names('?search=Thing%200')).toEqual([]); // its name of before
    expect(await names(`?search=${encodeURIComponent('cláusula 100% çã')}`)).toEqual(['Thing 4']);
    expect(await names('?search=No-1')).toEqual(['Thing 11', 'Thing 10', 'Thing 1']);
    for (const wild of ['%25%25', 'Thin_', '_'])
      expect(await names(`?search=${wild}`)).toEqual(wild === '_' ? ['Thing 4'] : []);
  });

  it('names the groups of each', async () => {
    const { data } = await list('?pageSize=12');
    const grouped = data.filter(({ groupIds }) => (groupIds as string[]).length > 0).map(({ name }) => name);
    expect(grouped).toEqual(['Thing 11', 'Thing 10', 'Thing 9', 'Thing 2', 'Thing 1', 'Renamed']);
  });
});

describe('The list of groups', () => {
  const GROUPS = '/v1/resource/group';

  it('is newest first, and can be narrowed', async () => {
    expect(await names('', GROUPS)).toEqual(['Empty', 'Late', 'Early']);
    expect(await names('?active=false', GROUPS)).toEqual([]);
    expect(await list('?pageIndex=1', GROUPS)).toMatchObject({ data: [], totalPages: 1, totalCount: 3 });
  });

  it('can be searched by name, description and the names of what is inside', async () => {
    expect(await names('?search=late', GROUPS)).toEqual(['Late']);
    expect(await names('?search=bird', GROUPS)).toEqual(['Early']);
    expect(await names('?search=thing%2010', GROUPS)).toEqual(['Late']);
    expect(await names('?search=thing', GROUPS)).toEqual(['Late', 'Early']);
    expect(await names('?search=renamed', GROUPS)).toEqual(['Early']);
    expect(await names('?search=thing%200', GROUPS)).toEqual([]);
  });
});

it('Of ten thousand resources, every page and search asks the database no more often than of twelve', async () => {
  const large = await server.organization();
  await sql(
    server.database,
    `WITH made AS (
       INSERT INTO resources (id, org_id, type) SELECT lpad(i::text, 24, 'e'), $1, 'CONSENT' FROM generate_series(1, 10000) i
       RETURNING id)
     INSERT INTO resource_versions (id, org_id, resource_id, version, name, internal_id, data)
     SELECT lpad(ltrim(id, 'e'), 24, 'f'), $1, id, 1, 'Resource ' || id, 'r-' || id, '[]' FROM made`,
    [large.id],
  );
  for (const caller of [organization, large]) {
    await list('', '/v1/resource', caller);
    const used = 'SELECT FROM api_keys WHERE id = $1 AND last_used_at IS NOT NULL';
    await until(
      () => sql(server.database, used, [caller.key.id]), // once a minute, off the call's path
      ({ length }) => length === 1,
    );
  }
  const found: Record<string, number> = {};
  for (const query of ['', '?pageIndex=999', '?search=no-such-thing', '?internalId=r-1', '?types=FORM']) {
    const few = await statementsOf(() => list(query, '/v1/resource', organization));
    expect([query, await statementsOf(() => list(query, '/v1/resource', large))]).toEqual([query, few]);
    const { totalCount, data } = await list(query, '/v1/resource', large);
    expect(data.length).toBeLessThanOrEqual(10);
    found[query] = totalCount;
  }
  expect(found).toEqual({
    '': 10_000,
    '?pageIndex=999': 10_000,
    '?search=no-such-thing': 0,
    '?internalId=r-1': 0,
    '?types=FORM': 0,
  });
});
