import {
  consent,
  document,
  form,
  group,
  json,
  organization,
  runSeeds,
  takeBackLastSeed,
} from '../migrations/seeds/support';
import { aSeed, aSeedFolder, aSeedsDatabase, type SeedsDatabase } from './seeds-database';

const files = aSeedFolder({ 'nda.pdf': 2, 'nda-2.pdf': 3 });
const { folder } = files;
afterAll(() => files.remove());

let database: SeedsDatabase;
let printed: string[];
beforeEach(async () => {
  database = await aSeedsDatabase();
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.drop();
});

const acme = organization({ name: 'Acme, Inc.', codeLength: 8, allowedOrigins: ['https://app.acme.example'] });
const nda = document('nda', { name: 'Mutual NDA', file: 'nda.pdf', internalId: 'nda-1' });
const privacy = consent('privacy', { name: 'Privacy', text: 'I agree.', url: 'https://acme.example/privacy' });
const onboarding = group('onboarding', { name: 'Onboarding', of: ['privacy', 'nda'] });

/** The ids by key, as the ledger of the seeds has them. */
const idOf = async (key: string): Promise<string> =>
  (await database.rows<{ id: string }>('SELECT id FROM seeded WHERE key = $1', [key]))[0].id;

const current = (key: string) =>
  database.rows(
    `SELECT r.active, r.version, v.name, v.data FROM resources r
     JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version
     WHERE r.id = (SELECT max(id) FROM seeded WHERE key = $1)`,
    [key],
  );

describe('up', () => {
  it('makes an organization with its settings and its DID', async () => {
    await runSeeds(database.url, [aSeed([acme])]);
    const [row] = await database.rows('SELECT * FROM organizations');
    expect(row).toMatchObject({
      slug: 'acme',
      name: 'Acme, Inc.',
      did: `did:via:humanos:org-${row.id as string}`,
      code_length: 8,
      code_delivery: 'SEND',
      allowed_origins: ['https://app.acme.example'],
    });
  });

  it('stores a document once, by what it is, and refers to it', async () => {
    await runSeeds(database.url, [aSeed([acme, nda, document('again', { name: 'Again', file: 'nda.pdf' })], folder)]);
    const documents = await database.rows<{ digest: string; size: number; pages: object[] }>(
      `SELECT encode(sha256, 'hex') AS digest, size, pages FROM documents WHERE sha256 = sha256(content)`,
    );
    expect(documents).toHaveLength(1);
    expect(documents[0].pages[1]).toMatchObject({ rotation: 0, crop: { left: 0, bottom: 0 } });
    const [version] = await database.rows(
      `SELECT data, internal_id, required, encode(document_sha256, 'hex') AS main FROM resource_versions WHERE name = 'Mutual NDA'`,
    );
    const { digest, size } = documents[0];
    expect(version).toEqual({
      data: [{ label: 'pdf', type: 'pdf', value: { sha256: digest, size, pages: 2 }, hidden: false }],
      internal_id: 'nda-1',
      required: true,
      main: digest,
    });
  });

  it('stores consents, forms and JSON in the one stored form', async () => {
    const question = { label: 'Seat', type: 'string', required: true, options: ['Window', 'Aisle'] } as const;
    await runSeeds(database.url, [
      aSeed([
        acme,
        privacy,
        form('seat', { name: 'Seat', questions: [{ ...question, options: [...question.options] }] }),
        json('mandate', {
          name: 'Hotels',
          scope: 'payments.hotel',
          fields: [{ label: 'max', type: 'number', value: 9 }],
        }),
      ]),
    ]);
    expect(await database.rows('SELECT name, scope, data FROM resource_versions ORDER BY name')).toEqual([
      { name: 'Hotels', scope: 'payments.hotel', data: [{ label: 'max', type: 'number', value: 9, hidden: false }] },
      {
        name: 'Privacy',
        scope: null,
        data: [
          { label: 'text', type: 'string', value: 'I agree.', hidden: false },
          { label: 'url', type: 'url', value: 'https://acme.example/privacy', hidden: false },
        ],
      },
      { name: 'Seat', scope: null, data: [{ ...question, value: null, hidden: false }] },
    ]);
  });

  it('gives a group its resources in order, those of earlier seeds included', async () => {
    await runSeeds(database.url, [aSeed([acme, nda], folder), aSeed([onboarding, privacy])]);
    const order = await database.rows<{ resource_id: string }>(
      'SELECT resource_id FROM group_resources ORDER BY position',
    );
    expect(order.map(({ resource_id }) => resource_id)).toEqual([await idOf('privacy'), await idOf('nda')]);
  });

  it('takes ids as given, and else derives the same ones in every database', async () => {
    const seed = aSeed([acme, privacy, json('own', { id: 'aaaaaaaaaaaaaaaaaaaaaaaa', name: 'Own', fields: [] })]);
    const given = aSeed([acme, privacy, consent('own', { id: 'aaaaaaaaaaaaaaaaaaaaaaaa', name: 'Own', text: 'Yes.' })]);
    await expect(runSeeds(database.url, [seed])).rejects.toThrow('json "own": data');
    await runSeeds(database.url, [given]);
    const first = await database.rows('SELECT key, id FROM seeded ORDER BY position');
    expect(first).toContainEqual({ key: 'own', id: 'aaaaaaaaaaaaaaaaaaaaaaaa' });
    const second = await aSeedsDatabase();
    await runSeeds(second.url, [given]);
    expect(await second.rows('SELECT key, id FROM seeded ORDER BY position')).toEqual(first);
    await second.drop();
  });

  it('says what it made, and does nothing the second time', async () => {
    const seeds = [aSeed([acme, nda], folder)];
    await runSeeds(database.url, seeds);
    expect(printed).toEqual([
      `${seeds[0].name}, up:`,
      `  organization "acme" ${await idOf('acme')}: made`,
      `  document "nda" ${await idOf('nda')}: made, 2 pages`,
    ]);
    expect(await runSeeds(database.url, seeds)).toEqual([]);
  });
});

describe('down', () => {
  it('deletes what was never asked for, so that up makes it again as it was', async () => {
    const seeds = [aSeed([acme, nda, privacy, onboarding], folder)];
    await runSeeds(database.url, seeds);
    const before = await database.rows('SELECT id FROM resources UNION SELECT id FROM groups ORDER BY id');
    expect(await takeBackLastSeed(database.url, seeds)).toBe(seeds[0].name);
    expect(await database.counts()).toEqual({});
    await runSeeds(database.url, seeds);
    expect(await database.rows('SELECT id FROM resources UNION SELECT id FROM groups ORDER BY id')).toEqual(before);
    expect(await takeBackLastSeed(database.url, seeds)).toBe(seeds[0].name);
    expect(await takeBackLastSeed(database.url, seeds)).toBeUndefined();
  });

  it('deactivates what was asked for, with the groups it may have been asked through, and up brings it back', async () => {
    const alone = group('alone', { name: 'Alone', of: ['other'] });
    const other = consent('other', { name: 'Other', text: 'Yes.' });
    const seeds = [aSeed([acme, nda, privacy, other, onboarding, alone], folder)];
    await runSeeds(database.url, seeds);
    await database.ask(await idOf('nda'));
    await takeBackLastSeed(database.url, seeds);

    expect(await database.rows('SELECT type, active FROM resources ORDER BY type')).toEqual([
      { type: 'CONSENT', active: false }, // in a group that stays
      { type: 'DOCUMENT', active: false },
    ]);
    expect(await database.rows('SELECT active FROM groups')).toEqual([{ active: false }]);
    expect(await database.counts()).toMatchObject({ organizations: 1, documents: 1 });
    expect(printed.join('\n')).toMatch(/resource "nda" \w+: deactivated: it has been asked for/);
    expect(printed.join('\n')).toMatch(/group "alone" \w+: deleted/);

    await runSeeds(database.url, seeds);
    expect(await current('nda')).toMatchObject([{ active: true, version: 1 }]);
    expect(await database.rows('SELECT active, version FROM groups')).toEqual([
      { active: true, version: 1 },
      { active: true, version: 1 },
    ]);
  });

  it('takes back one seed at a time, the last first', async () => {
    const seeds = [aSeed([acme, nda], folder), aSeed([privacy, onboarding])];
    await runSeeds(database.url, seeds);
    await takeBackLastSeed(database.url, seeds);
    expect(await database.counts()).toEqual({
      organizations: 1,
      documents: 1,
      resources: 1,
      resource_versions: 1,
      seeded: 2,
    });
  });

  it('keeps a document that a request holds inline', async () => {
    const seeds = [aSeed([acme]), aSeed([nda], folder), aSeed([privacy])];
    await runSeeds(database.url, seeds);
    await database.ask(await idOf('privacy'));
    await database.rows(
      `UPDATE credentials SET resource_version_id = NULL, data = (SELECT data FROM resource_versions WHERE name = 'Mutual NDA')`,
    );
    await takeBackLastSeed(database.url, seeds);
    await takeBackLastSeed(database.url, seeds);
    expect(await database.counts()).toMatchObject({ documents: 1 });
    expect(await database.counts()).not.toHaveProperty('resources');
  });
});

describe('a key that is there already', () => {
  const changed = document('nda', { name: 'Mutual NDA, new', file: 'nda-2.pdf' });

  it('becomes a new version, and down goes back to the one before', async () => {
    const seeds = [aSeed([acme, nda], folder), aSeed([changed], folder)];
    await runSeeds(database.url, seeds);
    expect(await current('nda')).toMatchObject([{ active: true, version: 2, name: 'Mutual NDA, new' }]);
    await takeBackLastSeed(database.url, seeds);
    expect(await current('nda')).toMatchObject([{ active: true, version: 1, name: 'Mutual NDA' }]);
    expect(await database.counts()).toMatchObject({ resource_versions: 1, documents: 1 });
  });

  it('keeps a version that was asked for, and repeats the one before after it', async () => {
    const seeds = [aSeed([acme, nda], folder), aSeed([changed], folder)];
    await runSeeds(database.url, seeds);
    await database.ask(await idOf('nda'));
    await takeBackLastSeed(database.url, seeds);
    expect(await current('nda')).toMatchObject([{ active: true, version: 3, name: 'Mutual NDA' }]);
    expect(await database.counts()).toMatchObject({ resource_versions: 3, documents: 2 });
  });

  it('stays at its version when nothing differs', async () => {
    const seeds = [aSeed([acme, nda, privacy, onboarding], folder), aSeed([nda, onboarding], folder)];
    await runSeeds(database.url, seeds);
    expect(await database.counts()).toMatchObject({ resource_versions: 2, group_versions: 1 });
    await takeBackLastSeed(database.url, seeds);
    expect(await current('nda')).toMatchObject([{ active: true, version: 1 }]);
  });

  it('is left alone by down when somebody changed it since', async () => {
    const seeds = [aSeed([acme, privacy]), aSeed([consent('privacy', { name: 'Privacy', text: 'I agree more.' })])];
    await runSeeds(database.url, seeds);
    await database.rows(
      `INSERT INTO resource_versions (id, org_id, resource_id, version, name, data)
       SELECT 'bbbbbbbbbbbbbbbbbbbbbbbb', org_id, resource_id, 3, 'By hand', data FROM resource_versions WHERE version = 2`,
    );
    await database.rows('UPDATE resources SET version = 3');
    await takeBackLastSeed(database.url, seeds);
    expect(await current('privacy')).toMatchObject([{ active: true, version: 3, name: 'By hand' }]);
  });

  it('comes back when it was deleted through the API, unless it is only taken back', async () => {
    const again = aSeed([consent('privacy', { name: 'Privacy', text: 'I agree more.' })]);
    const seeds = [aSeed([acme, privacy]), again];
    const remove = () => database.rows('UPDATE resources SET active = false, deleted_at = now()');
    await runSeeds(database.url, seeds.slice(0, 1));
    await remove();
    await runSeeds(database.url, seeds);
    expect(await current('privacy')).toMatchObject([{ active: true, version: 2 }]);
    await remove();
    await takeBackLastSeed(database.url, seeds);
    expect(await current('privacy')).toMatchObject([{ active: false, version: 2 }]);
    expect(printed.at(-1)).toContain('left: it was deleted after the seed');
  });

  it('changes what a group holds, and down changes it back', async () => {
    const shorter = group('onboarding', { name: 'Onboarding', of: ['nda'] });
    const seeds = [aSeed([acme, nda, privacy, onboarding], folder), aSeed([shorter])];
    const size = () =>
      database.rows(
        `SELECT g.version, count(*)::int AS of FROM groups g JOIN group_versions v ON v.group_id = g.id AND v.version = g.version
         JOIN group_resources gr ON gr.group_version_id = v.id GROUP BY g.version`,
      );
    await runSeeds(database.url, seeds);
    expect(await size()).toEqual([{ version: 2, of: 1 }]);
    await takeBackLastSeed(database.url, seeds);
    expect(await size()).toEqual([{ version: 1, of: 2 }]);
  });
});
