import { aConsent, aMandate, sql, type Created, type Refused } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let shelf: Catalogue;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  shelf = new Catalogue(server, organization);
});
afterAll(() => server.stop());

const contacts = ['ana@example.com'];
const asked = async (body: object) => (await organization.asks({ contacts, ...body }).expect(201)).body as Created;
const refused = async (body: object, by = organization) =>
  (await by.asks({ contacts, ...body }).expect(400)).body as Refused;
const names = ({ credentials }: Created) => credentials.map(({ name }) => name);

describe('What is asked from the catalogue', () => {
  it('comes in the order of groups, resources, inline, each group in its own order', async () => {
    const [a, b, c, d] = await Promise.all(['A', 'B', 'C', 'D'].map((name) => shelf.consent(name)));
    const [late, early] = [await shelf.group('late', d, b), await shelf.group('early', c)];
    const created = await asked({
      groupIds: [late.id, early.id],
      resourcesIds: [a.id],
      credentials: [aConsent('E')],
    });
    expect(names(created)).toEqual(['D', 'B', 'C', 'A', 'E']);
    const stored = await sql<{ position: number; name: string }>(
      server.database,
      'SELECT position, name FROM credentials WHERE request_id = $1 ORDER BY position',
      [created.id],
    );
    expect(stored.map(({ position, name }) => `${position}${name}`)).toEqual(['0D', '1B', '2C', '3A', '4E']);
  });

  it('is asked once when two groups contain the same resource, or it is named twice, or both', async () => {
    const [nda, privacy] = [await shelf.document(pdfs.a4(), 'NDA'), await shelf.consent()];
    const [hr, legal] = [await shelf.group('HR', nda, privacy), await shelf.group('Legal', privacy, nda)];
    expect(names(await asked({ groupIds: [hr.id, legal.id] }))).toEqual(['NDA', 'Privacy']);
    expect(names(await asked({ resourcesIds: [nda.id, nda.id] }))).toEqual(['NDA']);
    expect(names(await asked({ groupIds: [hr.id], resourcesIds: [privacy.id] }))).toEqual(['NDA', 'Privacy']);
  });

  it('is asked as often as it is named, where duplicates are allowed', async () => {
    const privacy = await shelf.consent();
    const group = await shelf.group('Both', privacy, privacy);
    const body = { groupIds: [group.id, group.id], resourcesIds: [privacy.id], allowDuplicates: true };
    const { credentials } = await asked(body);
    expect(credentials).toHaveLength(5);
    expect(new Set(credentials.map(({ id }) => id)).size).toBe(5);
  });

  it('keeps what the resource said at that moment', async () => {
    const privacy = await shelf.consent('Privacy 2025', { internalId: 'p-1', scope: 'profile', required: false });
    const before = await asked({ resourcesIds: [privacy.id] });
    const next = await shelf.revise(privacy, 'Privacy 2026', [
      { label: 'text', type: 'string', value: 'I agree to more.', hidden: false },
    ]);
    const after = await asked({ resourcesIds: [privacy.id] });
    expect([names(before), names(after)]).toEqual([['Privacy 2025'], ['Privacy 2026']]);
    expect(before.credentials[0].internalId).toBe('p-1');
    const rows = await sql(
      server.database,
      'SELECT name, resource_version_id, data, scope, required FROM credentials WHERE id = ANY($1) ORDER BY name',
      [[before.credentials[0].id, after.credentials[0].id]],
    );
    expect(rows).toEqual([
      { name: 'Privacy 2025', resource_version_id: privacy.versionId, data: null, scope: 'profile', required: false },
      { name: 'Privacy 2026', resource_version_id: next.versionId, data: null, scope: null, required: true },
    ]);
  });

  it('takes ids in either case and with spaces around them', async () => {
    const privacy = await shelf.consent();
    expect(names(await asked({ resourcesIds: [` ${privacy.id.toUpperCase()} `] }))).toEqual(['Privacy']);
  });

  it('leaves out what was withdrawn from its groups, and refuses it when it is named', async () => {
    const [gone, here] = [await shelf.consent('Gone'), await shelf.consent('Here')];
    const group = await shelf.group('Mixed', gone, here);
    await shelf.retire('resources', gone);
    expect(names(await asked({ groupIds: [group.id] }))).toEqual(['Here']);
    const { errors } = await refused({ resourcesIds: [here.id, gone.id] });
    expect(errors).toEqual([
      { field: 'resourcesIds[1]', message: `resourcesIds[1]: there is no active resource ${gone.id}` },
    ]);
  });

  it('may be thirty things, counted after what is the same was dropped', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, (_, i) => shelf.consent(`Thing ${i}`)));
    const group = await shelf.group('Thirty', ...many);
    const resourcesIds = many.map(({ id }) => id);
    expect((await asked({ groupIds: [group.id], resourcesIds })).credentials).toHaveLength(30);
    const { errors } = await refused({ groupIds: [group.id], credentials: [aMandate()] });
    expect(errors[0].message).toBe('credentials: a request asks at most 30 things, and this one asks 31');
    await refused({ groupIds: [group.id], resourcesIds, allowDuplicates: true });
  });
});

describe('What cannot be asked', () => {
  it('is a group that is withdrawn, or holds nothing that is not', async () => {
    const withdrawn = await shelf.group('Withdrawn', await shelf.consent());
    await shelf.retire('groups', withdrawn);
    expect((await refused({ groupIds: [withdrawn.id] })).errors[0].field).toBe('groupIds[0]');

    const empty = await shelf.group('Empty');
    const { errors } = await refused({ groupIds: [empty.id] });
    expect(errors.map(({ field }) => field)).toEqual(['groupIds', 'resourcesIds', 'credentials']);
    expect(names(await asked({ groupIds: [empty.id], credentials: [aConsent()] }))).toEqual(['Privacy']);
  });

  it('is nothing at all', async () => {
    for (const nothing of [{}, { groupIds: [] }, { groupIds: [], resourcesIds: [], credentials: [] }])
      expect((await refused(nothing)).message).toContain(
        'At least one of groupIds, resourcesIds and credentials must name something to ask',
      );
  });

  it('is what belongs to another organization, and the answer is that of an id nobody has', async () => {
    const [resource, group] = [await shelf.consent(), await shelf.group('Mine', await shelf.consent())];
    const stranger = await server.organization();
    const nobodys = 'f'.repeat(24);
    const answers = async (id: string, field: 'groupIds' | 'resourcesIds') =>
      JSON.stringify({ ...(await refused({ [field]: [id] }, stranger)), requestId: '' }).replaceAll(id, 'the id');
    expect(await answers(resource.id, 'resourcesIds')).toBe(await answers(nobodys, 'resourcesIds'));
    expect(await answers(group.id, 'groupIds')).toBe(await answers(nobodys, 'groupIds'));
    // A group's id is no resource's id either.
    expect(await answers(group.id, 'resourcesIds')).toBe(await answers(nobodys, 'resourcesIds'));
  });

  it.each(['', '507f', 'g'.repeat(24), 'f'.repeat(25), "' OR 1=1 --", '%', '../x'])('is an id like %j', async (id) => {
    const { errors } = await refused({ groupIds: [id], resourcesIds: [id] });
    expect(errors).toEqual([
      { field: 'groupIds[0]', message: 'groupIds[0] must have 24 hex digits' },
      { field: 'resourcesIds[0]', message: 'resourcesIds[0] must have 24 hex digits' },
    ]);
  });
});
