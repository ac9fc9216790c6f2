import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { admin } from '../src/admin';
import type { Organization } from '../src/modules/organizations';
import { removeEmbeddedPostgres } from '../src/playground/embedded-postgres';
import { aConsent, dump, sql, type Created } from './support/asking';
import { freshDatabase, type TestDatabase } from './support/database';
import { aPng } from './support/pictures';
import { runToItsEnd } from './support/program';
import { startServer, TEST_MASTER_KEY, TestOrganization, type TestServer } from './support/server';

const environment = { ...process.env };
const PNG = aPng();

/** Runs a command that answers as a program reads it. */
const told = async <Told>(...words: string[]): Promise<Told> =>
  JSON.parse((await admin([...words, '--json'])).join('\n')) as Told;

interface Minted {
  keyId: string;
  apiKey: string;
  signatureSecret: string;
}

describe('npm run admin with DATABASE_URL', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await freshDatabase();
    server = await startServer({ database, environment: { DELIVERY: 'off' } });
    // What a server would need beside these is not asked for; what would disturb one that runs is not taken over.
    process.env.DATABASE_URL = database.url;
    process.env.MASTER_KEY = TEST_MASTER_KEY;
    process.env.ALLOW_UNSAFE_DATABASE = 'yes';
    process.env.METRICS_PORT = new URL(server.url).port;
  });
  afterAll(async () => {
    process.env = environment;
    await server.stop();
    await database.drop();
  });

  /** The organization with these secrets, as a caller of the server that runs. */
  const caller = (entity: Organization, { keyId, apiKey, signatureSecret }: Minted): TestOrganization =>
    new TestOrganization(server.url, entity, { id: keyId, key: apiKey, signatureSecret });
  const ask = { contacts: ['ana@example.com'], credentials: [aConsent()] };

  it('makes an organization that asks at once, with what was set', async () => {
    const acme = await told<Organization>('org', 'create', 'acme', '--name', 'Acme, Inc.', '--colour', 'e30613');
    expect(acme).toMatchObject({ slug: 'acme', colour: '#e30613', codeDelivery: 'SEND', logo: null });
    const key = await told<Minted>('key', 'create', 'acme', '--name', 'CI');
    const first = (await caller(acme, key).asks(ask).expect(201)).body as Created;
    expect(first.subjects[0]).not.toHaveProperty('link');

    const logo = join(mkdtempSync(join(tmpdir(), 'placet-logo-')), 'logo.png');
    writeFileSync(logo, PNG);
    await admin([
      'org',
      'set',
      'acme',
      '--logo',
      logo,
      '--code-delivery',
      'RETURN',
      '--code-length',
      '8',
      '--language',
      'PRT',
    ]);
    const second = (await caller(acme, key).asks(ask).expect(201)).body as Created;
    expect(second.subjects[0].code).toMatch(/^\d{8}$/);
    const path = new URL(second.subjects[0].link!).pathname;
    expect((await request(server.url).get(path).expect(200)).text).toContain('lang="pt-PT"');
    expect((await request(server.url).get(`${path}/logo`).expect(200)).body).toEqual(PNG);
  });

  it('clears what may be absent and leaves the rest', async () => {
    await admin([
      'org',
      'create',
      'blank',
      '--name',
      'Blank',
      '--default-country',
      'PT',
      '--allowed-origins',
      'https://a.example',
    ]);
    await admin(['org', 'set', 'blank', '--colour', '1f5f6b', '--creates-per-minute', '7']);
    await admin([
      'org',
      'set',
      'blank',
      '--colour',
      'none',
      '--default-country',
      'none',
      '--allowed-origins',
      'none',
      '--logo',
      'none',
    ]);
    expect(await told('org', 'show', 'blank')).toMatchObject({
      ...{ name: 'Blank', createsPerMinute: 7, colour: null, defaultCountry: null, allowedOrigins: [], logo: null },
    });
  });

  it('lets an old signature secret sign while it overlaps, and a revoked key not at all', async () => {
    const acme = await told<Organization>('org', 'create', 'rotating', '--name', 'Rotating');
    const old = await told<Minted>('key', 'create', 'rotating', '--name', 'CI', '--min-signature-version', '2');
    const rotated = await told<Minted>('key', 'rotate', 'rotating', old.keyId);
    const version = { version: 2 } as const;
    await caller(acme, old).asks(ask, version).expect(201);
    const fresh = { ...old, signatureSecret: rotated.signatureSecret };
    await caller(acme, fresh).asks(ask, version).expect(201);
    await caller(acme, fresh).asks(ask).expect(401);
    await admin(['key', 'rotate', 'rotating', old.keyId, '--overlap-hours', '0']);
    await caller(acme, fresh).asks(ask, version).expect(401);
    await admin(['key', 'revoke', 'rotating', old.keyId]);
    await expect(admin(['key', 'rotate', 'rotating', old.keyId])).rejects.toThrow('has no active key');
    await expect(admin(['key', 'revoke', 'rotating', old.keyId])).rejects.toThrow('has no active key');
    expect(await told('key', 'list', 'rotating')).toMatchObject([{ id: old.keyId, state: 'revoked' }]);
  });

  it('gives an expired key no new secret, and says that it stays expired', async () => {
    await admin(['org', 'create', 'expiring', '--name', 'Expiring']);
    const { keyId } = await told<Minted>('key', 'create', 'expiring', '--name', 'CI');
    await sql(database, "UPDATE api_keys SET expires_at = '2026-01-31' WHERE id = $1", [keyId]);
    const refused = /expired at 2026-01-31T00:00:00.000Z: a new secret would not change that/;
    await expect(admin(['key', 'rotate', 'expiring', keyId])).rejects.toThrow(refused);
  });

  it('tells programs of errors as well: as JSON on standard output', async () => {
    for (const words of [
      ['org', 'show', 'nobody', '--json'],
      ['--json', 'org', 'shwo'],
    ]) {
      const { code, lines } = await runToItsEnd('admin', { ...process.env } as Record<string, string>, words);
      expect(code).toBe(1);
      const said = lines.find((line) => line.startsWith('{'));
      expect(JSON.parse(said!)).toEqual({ error: { message: expect.stringMatching(/^There is no /) } });
    }
  });

  it('lists contacts that are stored in two spellings, and merges none', async () => {
    const organization = await server.organization();
    const people = ['ana@b\u00fccher.example', 'ben@example.com', '+351912345678'];
    await organization
      .call(
        'post',
        '/v1/user',
        people.map((contact) => ({ contact })),
      )
      .expect(200);
    await organization.call('post', '/v1/user', [{ contact: 'zoe@example.com' }]).expect(200);
    const store = `UPDATE contacts SET value = $2 WHERE org_id = $1 AND value = 'zoe@example.com'`;
    await sql(database, store, [organization.id, 'ana@xn--bcher-kva.example']); // as one was stored before
    const [group, ...others] = await told<{ value: string; did: string }[][]>(
      'contact',
      'twins',
      organization.entity.slug,
    );
    expect(group.map(({ value }) => value)).toEqual(['ana@b\u00fccher.example', 'ana@xn--bcher-kva.example']);
    expect(new Set(group.map(({ did }) => did)).size).toBe(2);
    expect(others).toEqual([]);
    const known = await organization.call('get', '/v1/user?contact=ana@XN--BCHER-KVA.example').expect(200);
    expect(known.body).toMatchObject({ contacts: [{ contact: 'ana@b\u00fccher.example' }] });
  });

  it('takes a key without signatures and with an end for what it is', async () => {
    const open = await told<Organization>('org', 'create', 'open', '--name', 'Open');
    const end = ['--expires', '2099-01-01', '--no-signature'];
    const { apiKey } = await told<Minted>('key', 'create', 'open', '--name', 'CI', ...end);
    await request(server.url).post('/v1/request').set('Authorization', `Bearer ${apiKey}`).send(ask).expect(201);
    expect(await told('key', 'list', 'open')).toMatchObject([
      { requireSignature: false, expiresAt: '2099-01-01T00:00:00.000Z', hint: apiKey.slice(-4) },
    ]);
    await expect(admin(['key', 'create', 'open', '--name', 'x', '--expires', '2020-01-01'])).rejects.toThrow(
      'lie in the future',
    );
    expect(open.slug).toBe('open');
  });

  it('shows a secret once: no list and no dump has it', async () => {
    await admin(['org', 'create', 'discreet', '--name', 'Discreet']);
    const { keyId, apiKey, signatureSecret } = await told<Minted>('key', 'create', 'discreet', '--name', 'CI');
    const again = await told<Minted>('key', 'rotate', 'discreet', keyId);
    const shown = [
      ...(await admin(['key', 'list', 'discreet'])),
      ...(await admin(['key', 'list', 'discreet', '--json'])),
      ...(await admin(['org', 'show', 'discreet', '--json'])),
      await dump(database),
    ].join('\n');
    for (const secret of [apiKey, signatureSecret, again.signatureSecret]) expect(shown).not.toContain(secret);
  });

  it('says what there is when a slug is wrong or taken, and reaches no other organization’s key', async () => {
    await admin(['org', 'create', 'mine', '--name', 'Mine']);
    await admin(['org', 'create', 'yours', '--name', 'Yours']);
    const { keyId } = await told<Minted>('key', 'create', 'yours', '--name', 'CI');
    await expect(admin(['org', 'show', 'theirs'])).rejects.toThrow(
      /There is no organization "theirs"\. There are: .*mine.*yours/,
    );
    await expect(admin(['org', 'create', 'mine', '--name', 'x'])).rejects.toThrow(
      'There is an organization "mine" already',
    );
    await expect(admin(['key', 'revoke', 'mine', keyId])).rejects.toThrow(`"mine" has no active key ${keyId}`);
  });

  it('prints what nobody can use to move the cursor', async () => {
    await admin(['org', 'create', 'hostile', '--name', 'Evil']);
    // As a version kept it that did not refuse such names yet.
    await sql(database, "UPDATE organizations SET name = E'\\x1b[2J\\u202eevil\\nSECOND LINE' WHERE slug = 'hostile'");
    const lines = await admin(['org', 'list']);
    expect(lines.filter((line) => line.startsWith('hostile'))).toEqual([
      expect.stringContaining('[2Jevil SECOND LINE'),
    ]);

    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe('npm run admin without DATABASE_URL', () => {
  const directory = mkdtempSync(join(tmpdir(), 'placet-admin-'));
  chmodSync(directory, 0o755); // root's service user must get through
  beforeEach(() => {
    for (const name of ['DATABASE_URL', 'MASTER_KEY', 'NODE_ENV']) delete process.env[name];
  });
  afterEach(() => {
    process.env = { ...environment };
  });
  afterAll(() => removeEmbeddedPostgres(directory));

  it("works on the playground's database, and says so", async () => {
    const made = await admin(['org', 'create', 'acme', '--name', 'Acme'], directory);
    expect(made[0]).toBe('Made the organization "acme".');
    expect(made.at(-1)).toBe("(This is the playground's database: DATABASE_URL is not set.)");
    expect((await admin(['org', 'list'], directory))[1]).toMatch(/^acme {2}Acme /);
  });

  it.each([
    ['NODE_ENV', 'production', 'NODE_ENV is production'],
    ['MASTER_KEY', TEST_MASTER_KEY, 'MASTER_KEY is set'],
    ['PUBLIC_URL', 'https://placet.example.com', 'PUBLIC_URL names another machine'],
  ])('refuses when somebody seems to mean a real server: %s=%s', async (name, value, why) => {
    process.env[name] = value;
    await expect(admin(['org', 'list'], directory)).rejects.toThrow(`DATABASE_URL is not set, but ${why}`);
  });
});
