import { chmodSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { apiKeyFromEnvironment, consent, organization } from '../migrations/seeds/support';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../src/playground/embedded-postgres';
import { migrate } from '../src/platform/database';
import { Envelopes, MasterKey } from '../src/platform/secrets';
import { seed } from '../src/seed';
import { aSeed, aSeedsDatabase, type SeedsDatabase } from './seeds-database';

const environment = { ...process.env };
beforeEach(() => {
  for (const name of ['DATABASE_URL', 'MASTER_KEY']) delete process.env[name];
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...environment };
});

const acme = organization({ name: 'Acme, Inc.' });
const privacy = consent('privacy', { name: 'Privacy', text: 'I agree.' });

describe('npm run seed with DATABASE_URL', () => {
  let database: SeedsDatabase;
  beforeEach(async () => {
    database = await aSeedsDatabase();
    process.env.DATABASE_URL = database.url;
  });
  afterEach(() => database.drop());

  it('runs, lists and takes back, and never touches the demo', async () => {
    process.env.NODE_ENV = 'production';
    const seeds = [aSeed([acme]), aSeed([privacy])];
    const names = seeds.map(({ name }) => name);

    expect(await seed(['status'], seeds)).toEqual(names.map((name) => `${name}: pending`));
    expect(await seed([], seeds)).toEqual([`Seeded: ${names.join(', ')}.`]);
    expect(await seed(['up'], seeds)).toEqual(['Nothing to seed.']);
    expect(await database.rows('SELECT slug FROM organizations')).toEqual([{ slug: 'acme' }]);
    expect(await seed(['down'], seeds)).toEqual([`Taken back: ${names[1]}.`]);
    expect(await seed(['status'], seeds)).toEqual([`${names[0]}: run`, `${names[1]}: pending`]);
    expect(await seed(['status'], [])).toEqual([`${names[0]}: run, but not in the list`]);
    expect(await seed(['down'], seeds)).toEqual([`Taken back: ${names[0]}.`]);
    expect(await seed(['down'], seeds)).toEqual(['Nothing to take back.']);
  });

  it('says how to get there: a schema that is behind, a word it does not know', async () => {
    await migrate(database.url, 'down');
    await expect(seed([], [aSeed([acme])])).rejects.toThrow(/^The database lacks .*\. Run: npm run migrate$/);
    await expect(seed(['sideways'])).rejects.toThrow('Usage: npm run seed');
  });
});

describe('npm run seed without DATABASE_URL', () => {
  const directory = mkdtempSync(join(tmpdir(), 'placet-seed-'));
  chmodSync(directory, 0o755); // root's service user must get through
  afterAll(() => removeEmbeddedPostgres(directory));
  const acmeKey = apiKeyFromEnvironment('ACME_API_KEY', 'ACME_SIGNATURE_SECRET', { name: 'Acme server' });
  const seeds = [aSeed([acme, acmeKey]), aSeed([privacy])];
  const here = "(This was the playground's database: DATABASE_URL is not set.)";

  it("works on the playground's database and seals under its master key", async () => {
    process.env.ACME_API_KEY = 'a-key-of-more-than-thirty-two-characters';
    process.env.ACME_SIGNATURE_SECRET = 'a-secret-of-more-than-thirty-two-characters';
    expect(await seed(['up'], [seeds[0]], directory)).toEqual([`Seeded: ${seeds[0].name}.`, here]);
    expect(process.env).not.toHaveProperty('MASTER_KEY');
    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);

    const playground = await startEmbeddedPostgres({ directory, durable: false });
    const client = new Client({ connectionString: playground.url });
    await client.connect();
    const { rows } = await client.query<{ id: string; secret: Buffer }>('SELECT id, secret FROM api_keys');
    const envelopes = new Envelopes(new MasterKey(readFileSync(join(directory, 'master.key'), 'utf8').trim()));
    const opened = envelopes.open({ purpose: 'api-key.secret', row: rows[0].id }, rows[0].secret);
    expect(opened.toString()).toBe(process.env.ACME_SIGNATURE_SECRET);

    // The playground runs meanwhile: it is used as it stands, and stays up.
    expect(await seed([], seeds, directory)).toEqual([`Seeded: ${seeds[1].name}.`, here]);
    expect((await client.query('SELECT FROM resources')).rowCount).toBe(1);
    await client.end();
    await playground.stop();
    expect(await seed(['down'], seeds, directory)).toEqual([`Taken back: ${seeds[1].name}.`, here]);
  });

  it.each([
    ['NODE_ENV', 'production', 'NODE_ENV is production'],
    ['MASTER_KEY', 'set', 'MASTER_KEY is set'],
  ])('refuses when somebody seems to mean a real server: %s=%s', async (name, value, why) => {
    process.env[name] = value;
    await expect(seed([], seeds, directory)).rejects.toThrow(`DATABASE_URL is not set, but ${why}`);
  });
});
