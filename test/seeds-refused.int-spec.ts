import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { seedMigrations } from '../migrations/seeds';
import {
  apiKeyFromEnvironment,
  consent,
  document,
  group,
  json,
  organization,
  runSeeds,
  takeBackLastSeed,
  type SeedClass,
} from '../migrations/seeds/support';
import { Envelopes, MasterKey } from '../src/platform/secrets';
import { demoSeeds, seedDemo } from '../src/playground/seeds';
import { pdfs } from './support/pdfs';
import { aSeed, aSeedFolder, aSeedsDatabase, type SeedsDatabase } from './seeds-database';

const files = aSeedFolder({ 'good.pdf': 1 });
const { folder } = files;
writeFileSync(join(folder, 'broken.pdf'), 'This is no PDF.');
writeFileSync(join(folder, 'script.pdf'), pdfs.scriptOnOpen());
afterAll(() => files.remove());

const environment = { ...process.env };
let database: SeedsDatabase;
beforeEach(async () => {
  database = await aSeedsDatabase();
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...environment };
  await database.drop();
});

const acme = organization({ name: 'Acme, Inc.' });
const privacy = consent('privacy', { name: 'Privacy', text: 'I agree.' });

/** What the seeds are refused with, once it is sure that they have left nothing behind. */
async function refusalOf(...seeds: SeedClass[]): Promise<string> {
  const before = await database.counts();
  const refusal = await runSeeds(database.url, seeds).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
  expect(await database.counts()).toEqual(before);
  return refusal;
}

describe('before anything is written', () => {
  it.each([
    ['broken.pdf', 'The file is not a PDF.'],
    ['script.pdf', 'The PDF would have to be changed before it can be used: SCRIPTS_REMOVED.'],
  ])('a bad document stops it by name: %s', async (file, why) => {
    const seed = aSeed([acme, privacy, document('nda', { name: 'NDA', file })], folder);
    expect(await refusalOf(seed)).toBe(`${seed.name}: document "nda": ${file}: ${why}`);
  });

  it('a bad seed stops the good ones before it as well', async () => {
    const good = aSeed([acme, privacy]);
    const bad = aSeed([document('nda', { name: 'NDA', file: 'absent.pdf' })], folder);
    expect(await refusalOf(good, bad)).toMatch(`${bad.name}: document "nda": absent.pdf cannot be read: ENOENT`);
  });

  it('every broken rule is named at once, with its seed and its key', async () => {
    const seed = aSeed([
      organization({ name: '', colour: 'red' }),
      consent('Privacy', { name: 'Privacy', text: ' ' }),
      json('limits', {
        name: 'Limits',
        scope: 'not a scope',
        fields: [{ label: 'max', type: 'number', value: 'many' }],
      }),
      json('holes', { name: 'Ho\0les', fields: [{ label: 'max', type: 'number', value: 9 }] }),
      json('count', { name: 'Count', fields: [{ label: 'max', type: 'number', value: 'many' }] }),
      group('all', { name: 'All', id: 'short', of: ['limits', 'limits'] }),
      group('all', { name: 'All', of: ['limits'] }),
    ]);
    expect((await refusalOf(seed)).split('\n').map((line) => line.replace(`${seed.name}: `, ''))).toEqual([
      expect.stringMatching(/^organization: name must be longer/),
      'organization: colour must look like #1f5f6b',
      'consent "Privacy": the key must be lower-case letters, digits and hyphens, and not look like an id',
      'consent "Privacy": data of a CONSENT needs a visible, non-empty field labelled "text" of type string',
      'json "limits": scope must be words joined by dots, e.g. payments.hotel',
      'json "holes": name must not have line ends, control characters or marks that change the direction',
      'json "count": data[0].value must be a number, because type is number',
      'group "all": id must have 24 lower-case hex digits',
      'group "all": of names a resource twice',
      'group "all": is declared twice',
    ]);
  });
});

describe('what the database says', () => {
  it.each([
    ['an unknown organization', [privacy], 'there is no organization "acme"'],
    ['an unknown resource', [acme, group('all', { name: 'All', of: ['nda'] })], 'declares the resource "nda"'],
  ])('%s', async (_, declares, why) => {
    expect(await refusalOf(aSeed(declares))).toContain(why);
  });

  it.each([
    ['a slug that is taken', [acme], 'is there already, and this seed did not make it'],
    [
      'another type under a key',
      [json('privacy', { name: 'P', fields: [{ label: 'a', type: 'string', value: 'b' }] })],
      'is a CONSENT and stays one',
    ],
    ['another id under a key', [consent('privacy', { name: 'P', text: 'x', id: 'a'.repeat(24) })], 'already, not aaaa'],
  ])('%s', async (_, declares, why) => {
    const first = aSeed([acme, privacy]);
    await runSeeds(database.url, [first]);
    expect(await refusalOf(first, aSeed(declares))).toContain(why);
  });

  it('stops all of them before the first is written, and is told once for each problem', async () => {
    const first = aSeed([acme, privacy]);
    const second = aSeed([
      group('all', { name: 'All', of: ['privacy', 'nda'] }),
      json('privacy', { name: 'P', fields: [{ label: 'a', type: 'string', value: 'b' }] }),
      group('some', { name: 'Some', of: ['privacy'] }),
    ]);
    const third = aSeed([privacy], folder, 'nobody');
    const fourth = aSeed([acme]);
    expect((await refusalOf(first, second, third, fourth)).split('\n')).toEqual([
      expect.stringMatching(`^${second.name}: json "privacy": .*is a CONSENT and stays one`),
      expect.stringMatching(`^${second.name}: group "all": .*declares the resource "nda"`),
      expect.stringMatching(`^${third.name}: there is no organization "nobody"`),
      expect.stringMatching(`^${fourth.name}: organization: .*is there already, and this seed did not make it`),
    ]);
    expect(await runSeeds(database.url, [first])).toEqual([first.name]);
  });

  it('lets a later seed use what an earlier one declares', async () => {
    const seeds = [aSeed([acme, privacy]), aSeed([group('all', { name: 'All', of: ['privacy'] })])];
    expect(await runSeeds(database.url, seeds)).toHaveLength(2);
  });

  it("an organization's seed reaches nothing of another organization", async () => {
    const first = aSeed([acme, privacy]);
    await runSeeds(database.url, [first]);
    const [{ id }] = await database.rows<{ id: string }>('SELECT id FROM resources');
    const theirs = aSeed(
      [organization({ name: 'Other' }), consent('mine', { id, name: 'M', text: 'x' })],
      folder,
      'other',
    );
    expect(await refusalOf(first, theirs)).toMatch(/consent "mine": duplicate key value/);
    const byKey = aSeed([organization({ name: 'Other' }), group('g', { name: 'G', of: ['privacy'] })], folder, 'other');
    expect(await refusalOf(first, byKey)).toContain('no seed of "other" declares the resource "privacy"');
  });

  it('a seed that ran and is gone from the list is not skipped by down', async () => {
    await runSeeds(database.url, [aSeed([acme])]);
    await expect(takeBackLastSeed(database.url, [])).rejects.toThrow('is not in the list of seeds');
  });
});

describe('an API key from the environment', () => {
  const key = `key-${randomBytes(20).toString('hex')}`;
  const secret = `secret-${randomBytes(20).toString('hex')}`;
  const masterKey = randomBytes(32).toString('base64');
  const acmeKey = apiKeyFromEnvironment('ACME_API_KEY', 'ACME_SIGNATURE_SECRET', { name: 'Acme server' });
  const given = { ACME_API_KEY: key, ACME_SIGNATURE_SECRET: secret, MASTER_KEY: masterKey };

  it.each([
    ['absent', { ACME_API_KEY: undefined }, 'ACME_API_KEY is not set'],
    ['too short', { ACME_SIGNATURE_SECRET: 'x'.repeat(31) }, 'ACME_SIGNATURE_SECRET must have at least 32 characters'],
    ['with spaces', { ACME_API_KEY: ` ${'x'.repeat(40)}` }, 'ACME_API_KEY must be letters, digits and signs'],
    ['twice the same', { ACME_SIGNATURE_SECRET: key }, 'ACME_API_KEY and ACME_SIGNATURE_SECRET must differ'],
    ['without a master key', { MASTER_KEY: undefined }, 'MASTER_KEY is not set'],
  ])('is refused by the name of its variable: %s', async (_, wrong, why) => {
    const set: Record<string, string | undefined> = { ...given, ...wrong };
    for (const [name, value] of Object.entries(set)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const refusal = await refusalOf(aSeed([acme, acmeKey]));
    expect(refusal).toContain(`API key "Acme server": ${why}`);
    for (const value of Object.values(set)) if (value) expect(refusal).not.toContain(value);
  });

  it('is stored as the guard looks it up, and appears nowhere: no output, no table, no error', async () => {
    Object.assign(process.env, given);
    const written: unknown[] = [];
    const note = (...what: unknown[]) => (written.push(what), true);
    for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation(note);
    for (const level of ['log', 'warn', 'error', 'info', 'debug'] as const)
      jest.spyOn(console, level).mockImplementation(note);
    const seeds = [aSeed([acme, acmeKey])];
    await runSeeds(database.url, seeds);
    written.push(await runSeeds(database.url, [...seeds, aSeed([acmeKey])]).catch((error: unknown) => error));
    const tables = await database.rows<{ dump: string }>(
      `SELECT query_to_xml(format('SELECT * FROM %I', relname), true, false, '')::text AS dump
       FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`,
    );
    jest.restoreAllMocks();

    const everything = inspect([written, tables], { depth: 9, maxArrayLength: null, maxStringLength: null });
    expect(everything).toContain('the key in ACME_API_KEY is in use already');
    for (const value of [key, secret, masterKey]) {
      for (const form of [value, Buffer.from(value).toString('base64'), Buffer.from(value).toString('hex')]) {
        expect(everything).not.toContain(form);
      }
    }
    const [row] = await database.rows<{ id: string; hint: string; secret: Buffer }>(
      'SELECT id, hint, secret FROM api_keys WHERE key_hash = sha256($1)',
      [Buffer.from(key)],
    );
    expect(row.hint).toBe(key.slice(-4));
    const place = { purpose: 'api-key.secret', row: row.id } as const;
    expect(new Envelopes(new MasterKey(masterKey)).open(place, row.secret).toString()).toBe(secret);
  });

  it('goes with down, or is revoked once requests were made with it, and that for good', async () => {
    Object.assign(process.env, given);
    const seeds = [aSeed([acme, privacy, acmeKey])];
    await runSeeds(database.url, seeds);
    await takeBackLastSeed(database.url, seeds);
    expect(await database.counts()).toEqual({});

    await runSeeds(database.url, seeds);
    const ids = await database.rows<{ key: string; id: string }>(
      'SELECT r.id, k.id AS key FROM resources r, api_keys k',
    );
    await database.ask(ids[0].id, ids[0].key);
    const revoked = () => database.rows('SELECT id, revoked_at IS NOT NULL AS revoked FROM api_keys');
    await takeBackLastSeed(database.url, seeds);
    expect(await revoked()).toEqual([{ id: ids[0].key, revoked: true }]);
    await expect(runSeeds(database.url, seeds)).rejects.toThrow(
      'the key in ACME_API_KEY was revoked and never works again: set ACME_API_KEY and ACME_SIGNATURE_SECRET to new values',
    );
    expect(await revoked()).toEqual([{ id: ids[0].key, revoked: true }]);
    process.env.ACME_API_KEY = `${key}-renewed`;
    await runSeeds(database.url, seeds);
    expect((await revoked()).map((row) => row.revoked).sort()).toEqual([false, true]);
  });

  it('that an administrator has revoked stays so, whichever seed names it', async () => {
    Object.assign(process.env, given);
    const seeds = [aSeed([acme, acmeKey])];
    await runSeeds(database.url, seeds);
    await database.rows('UPDATE api_keys SET revoked_at = now()');
    await expect(runSeeds(database.url, [...seeds, aSeed([acmeKey])])).rejects.toThrow('never works again');
    expect(await database.rows('SELECT FROM api_keys WHERE revoked_at IS NULL')).toEqual([]);
  });

  it('of a hand-made kind is revoked with an organization that has to stay', async () => {
    Object.assign(process.env, given);
    const seeds = [aSeed([acme, privacy])];
    await runSeeds(database.url, seeds);
    await database.rows(
      `INSERT INTO api_keys (id, org_id, name, key_hash, hint, secret)
       SELECT 'cccccccccccccccccccccccc', id, 'By hand', '', 'hint', '' FROM organizations`,
    );
    await takeBackLastSeed(database.url, seeds);
    expect(await database.counts()).toEqual({ organizations: 1, api_keys: 1 });
    expect(await database.rows('SELECT FROM api_keys WHERE revoked_at IS NOT NULL')).toHaveLength(1);
  });
});

describe('the demo catalogue', () => {
  it('never runs in production, whoever calls it', async () => {
    process.env.NODE_ENV = 'production';
    await expect(seedDemo(database.url)).rejects.toThrow('the demo catalogue does not exist in production');
    expect(await refusalOf(...demoSeeds)).toContain('the demo catalogue does not exist in production');
    expect(await database.rows(`SELECT FROM pg_class WHERE relname = 'demo_seed_migrations'`)).toEqual([]);
  });

  it('is in no list that npm run seed knows', () => {
    expect(seedMigrations.filter((seed) => demoSeeds.includes(seed))).toEqual([]);
    expect(seedMigrations.map((seed) => new seed().organization)).not.toContain('demo');
  });

  it('is whole: the ids of the reference page, and PDFs that can be read', async () => {
    expect(await seedDemo(database.url)).toHaveLength(2);
    expect(await seedDemo(database.url)).toEqual([]);
    expect(await database.counts()).toMatchObject({ organizations: 1, resources: 5, documents: 2, groups: 4 });
    const identity = await database.rows(
      `SELECT v.name, v.internal_id, r.type FROM group_versions g JOIN group_resources gr ON gr.group_version_id = g.id
       JOIN resources r ON r.id = gr.resource_id JOIN resource_versions v ON v.resource_id = r.id
       WHERE g.group_id = '507f1f77bcf86cd799439011' AND r.id = '507f1f77bcf86cd799439012'`,
    );
    expect(identity).toEqual([{ name: 'Identity Document', internal_id: 'internal-12345', type: 'DOCUMENT' }]);
  });
});
