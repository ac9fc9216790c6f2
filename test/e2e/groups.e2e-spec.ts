import type { Created, Refused } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

interface Group {
  id: string;
  name: string;
  version: number;
  active: boolean;
  resources: { id: string; name: string; active: boolean }[];
}

const GROUPS = '/v1/resource/group';
const resource = async (name: string, caller = organization) => {
  const body = { type: 'CONSENT', name, content: `${name}: I agree.`, internalId: `id of ${name}` };
  return ((await caller.call('post', '/v1/resource', body).expect(201)).body as { id: string }).id;
};
const add = async (name: string, ...resourcesIds: string[]) =>
  (await organization.call('post', GROUPS, { name, resourcesIds }).expect(201)).body as Group;
const read = async ({ id }: Group) => (await organization.call('get', `${GROUPS}/${id}`).expect(200)).body as Group;
const put = ({ id }: { id: string }, body: object, headers = {}) =>
  organization.call('put', `${GROUPS}/${id}`, body, { headers });
const remove = (path: string) => organization.call('delete', path).expect(200).expect('true');
const names = ({ resources }: Group) => resources.map(({ name }) => name);
const asked = async ({ id }: { id: string }) =>
  ((await organization.asks({ contacts: ['ana@example.com'], groupIds: [id] }).expect(201)).body as Created)
    .credentials;

describe('A group', () => {
  it('is made, read, changed, asked, deleted', async () => {
    const [nda, terms, tax] = [await resource('NDA'), await resource('Terms'), await resource('Tax')];
    const answer = await organization.call('post', GROUPS, {
      name: 'Supplier',
      description: 'All.',
      resourcesIds: [terms, nda],
    });
    const made = answer.body as Group;
    expect([answer.status, answer.headers.location]).toEqual([201, `${GROUPS}/${made.id}`]);
    expect(made).toEqual({
      ...{ id: made.id, name: 'Supplier', description: 'All.', active: true, version: 1 },
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      resources: [
        { id: terms, name: 'Terms', type: 'CONSENT', active: true, internalId: 'id of Terms' },
        { id: nda, name: 'NDA', type: 'CONSENT', active: true, internalId: 'id of NDA' },
      ],
    });
    expect(await read(made)).toEqual(made);
    const inside = await organization.call('get', `/v1/resource/${nda}`).expect(200);
    expect((inside.body as { groupIds: string[] }).groupIds).toEqual([made.id]);

    const changed = (await put(made, { name: 'Suppliers', resourcesIds: [tax, terms] }).expect(200)).body as Group;
    expect([changed.version, changed.name, names(changed)]).toEqual([2, 'Suppliers', ['Tax', 'Terms']]);
    expect((await asked(made)).map(({ name }) => name)).toEqual(['Tax', 'Terms']);
    const outside = await organization.call('get', `/v1/resource/${nda}`).expect(200);
    expect((outside.body as { groupIds: string[] }).groupIds).toEqual([]);

    await remove(`${GROUPS}/${made.id}`);
    for (const method of ['delete', 'get'] as const)
      expect((await organization.call(method, `${GROUPS}/${made.id}`).expect(404)).body).toMatchObject({
        message: 'Group not found',
      });
    await organization.asks({ contacts: ['ana@example.com'], groupIds: [made.id] }).expect(400);
    await organization.asks({ contacts: ['ana@example.com'], resourcesIds: [tax] }).expect(201);
  });

  it('that is set to what it is makes no version; its order is a part of what it is', async () => {
    const [a, b] = [await resource('A'), await resource('B')];
    const made = await add('Pair', a, b);
    expect((await put(made, { name: 'Pair', resourcesIds: [a.toUpperCase(), b] }).expect(200)).body).toEqual(
      await read(made),
    );
    expect((await read(made)).version).toBe(1);
    const swapped = (await put(made, { name: 'Pair', resourcesIds: [b, a] }).expect(200)).body as Group;
    expect([swapped.version, names(swapped)]).toEqual([2, ['B', 'A']]);
    await put(made, { name: 'Pair', resourcesIds: [] }, { 'If-Match': '"1"' }).expect(409);
    await put(made, { name: 'Pair', resourcesIds: [] }, { 'If-Match': '"2"' }).expect(200);
  });

  it('shows what is inactive and does not ask it; what is deleted it no longer holds', async () => {
    const [kept, idle, gone] = [await resource('Kept'), await resource('Idle'), await resource('Gone')];
    const made = await add('Mixed', kept, idle, gone);
    const before = await asked(made);
    await organization.call('put', `/v1/resource/${idle}`, { name: 'Idle', active: false }).expect(200);
    await remove(`/v1/resource/${gone}`);
    const now = await read(made);
    expect(now.resources.map(({ name, active }) => [name, active])).toEqual([
      ['Kept', true],
      ['Idle', false],
    ]);
    expect((await asked(made)).map(({ name }) => name)).toEqual(['Kept']);
    expect(before.map(({ name, status }) => [name, status])).toEqual([
      ['Kept', 'PENDING'],
      ['Idle', 'PENDING'],
      ['Gone', 'PENDING'],
    ]);
    await put(made, { name: 'Mixed', resourcesIds: now.resources.map(({ id }) => id) }).expect(200);
    await put(made, { name: 'Mixed', resourcesIds: [gone] }).expect(400);
  });

  it('that is inactive cannot be asked, until it is active again', async () => {
    const made = await add('Season', await resource('Winter'));
    const body = { name: 'Season', resourcesIds: made.resources.map(({ id }) => id) };
    expect((await put(made, { ...body, active: false }).expect(200)).body).toMatchObject({ active: false, version: 1 });
    await organization.asks({ contacts: ['ana@example.com'], groupIds: [made.id] }).expect(400);
    await put(made, body).expect(200);
    await organization.asks({ contacts: ['ana@example.com'], groupIds: [made.id] }).expect(400);
    await put(made, { ...body, active: true }).expect(200);
    expect(await asked(made)).toHaveLength(1);
  });

  it('of another organization is not found, and its resources cannot be taken', async () => {
    const other = await server.organization();
    const foreign = await resource('Foreign', other);
    const theirs = (await other.call('post', GROUPS, { name: 'Theirs', resourcesIds: [foreign] }).expect(201))
      .body as Group;
    await organization.call('get', `${GROUPS}/${theirs.id}`).expect(404);
    await organization.call('delete', `${GROUPS}/${theirs.id}`).expect(404);
    await put(theirs, { name: 'Mine', resourcesIds: [] }).expect(404);
    const { errors } = (await organization.call('post', GROUPS, { name: 'X', resourcesIds: [foreign] }).expect(400))
      .body as Refused;
    expect(errors).toEqual([{ field: 'resourcesIds[0]', message: `resourcesIds[0]: there is no resource ${foreign}` }]);
  });

  it('changed by two at once is changed twice', async () => {
    const made = await add('Start');
    const answers = await Promise.all(
      [1, 2, 3, 4].map((i) => put(made, { name: `Name ${i}`, resourcesIds: [] }).expect(200)),
    );
    expect(answers.map(({ body }) => (body as Group).version).sort()).toEqual([2, 3, 4, 5]);
  });

  it.each<[string, object, string]>([
    ['no name', { name: '' }, 'name'],
    ['no list', { resourcesIds: undefined }, 'resourcesIds'],
    ['a malformed id', { resourcesIds: ['x'] }, 'resourcesIds'],
    ['a number for an id', { resourcesIds: [7] }, 'resourcesIds'],
    ['the same twice', { resourcesIds: ['a'.repeat(24), 'A'.repeat(24)] }, 'resourcesIds'],
    ['too many', { resourcesIds: Array.from({ length: 31 }, (_, i) => String(i).padStart(24, '0')) }, 'resourcesIds'],
    ['an unknown field', { colour: 'red' }, 'colour'],
  ])('is refused, by name: %s', async (_what, more, field) => {
    const { errors } = (await organization.call('post', GROUPS, { name: 'X', resourcesIds: [], ...more }).expect(400))
      .body as Refused;
    expect(errors[0]).toMatchObject({ field, message: expect.stringContaining(field) });
  });
});
