import { admin } from '../src/admin';
import type { DidDocument } from '../src/modules/keys';
import type { Organization } from '../src/modules/organizations';
import request from 'supertest';
import { freshDatabase, type TestDatabase } from './support/database';
import { startServer, TEST_MASTER_KEY, type TestServer } from './support/server';

const environment = { ...process.env };
let database: TestDatabase;
let server: TestServer;
let did: string;

const told = async <Told>(...words: string[]): Promise<Told> =>
  JSON.parse((await admin([...words, '--json'])).join('\n')) as Told;
const document = async (): Promise<DidDocument> =>
  (
    await request(server.url)
      .get(`/v1/via/dids/${encodeURIComponent(did)}`)
      .expect(200)
  ).body as DidDocument;

beforeAll(async () => {
  database = await freshDatabase();
  server = await startServer({ database, environment: { DELIVERY: 'off' } });
  process.env.DATABASE_URL = database.url;
  process.env.MASTER_KEY = TEST_MASTER_KEY;
  process.env.ALLOW_UNSAFE_DATABASE = 'yes';
  process.env.SEAL_P12 = '/nowhere.p12'; // the command line seals nothing: it must not matter
  did = (await told<Organization>('org', 'create', 'acme', '--name', 'Acme')).did;
});
afterAll(async () => {
  process.env = environment;
  await server.stop();
  await database.drop();
});

describe('npm run admin -- did', () => {
  it('rotates a key: the old one stays good for what it has signed', async () => {
    expect(await admin(['did', 'keys', 'acme'])).toEqual([`${did} has not signed anything yet.`]);
    const first = await told<{ publicKey: string }>('did', 'rotate', 'acme');
    const second = await told<{ publicKey: string }>('did', 'rotate', 'acme');
    const { authentication, assertionMethod } = await document();
    expect(authentication).toEqual([`${did}#${second.publicKey}`]);
    expect(assertionMethod).toEqual([second, first].map(({ publicKey }) => `${did}#${publicKey}`));
    const { keys } = await told<{ keys: { state: string }[] }>('did', 'keys', 'acme');
    expect(keys.map(({ state }) => state)).toEqual(['current', 'retired']);
  });

  it('revokes a key: nothing it has signed is good', async () => {
    const { keys } = await told<{ keys: { publicKey: string }[] }>('did', 'keys', 'acme');
    const [said] = await admin(['did', 'revoke', 'acme', keys[0].publicKey]);
    expect(said).toMatch(/nothing it has signed is good any more\. The next signature makes a new one\.$/);
    const { authentication, assertionMethod, verificationMethod } = await document();
    expect(authentication).toEqual([]);
    expect(assertionMethod).toEqual([`${did}#${keys[1].publicKey}`]);
    expect(verificationMethod![0].revoked).toEqual(expect.any(String));
  });

  it('revokes a key that was replaced: the one that signs now stays, and that is what is said', async () => {
    const current = await told<{ publicKey: string }>('did', 'rotate', 'acme');
    const { keys } = await told<{ keys: { publicKey: string; state: string }[] }>('did', 'keys', 'acme');
    const retired = keys.find(({ state }) => state === 'retired')!.publicKey;
    const [said] = await admin(['did', 'revoke', 'acme', retired]);
    expect(said).toMatch(/nothing it has signed is good any more\. It had been replaced before: .* nothing changes\.$/);
    expect(said).not.toContain('makes a new one');
    expect(await document()).toMatchObject({
      authentication: [`${did}#${current.publicKey}`],
      assertionMethod: [`${did}#${current.publicKey}`],
    });
    const [again] = await admin(['did', 'revoke', 'acme', retired]);
    expect(again).toMatch(/was revoked already, at \d{4}-.*Z\. Nothing has changed\.$/);
  });

  it('refuses a key that is none, and somebody who signs nothing here', async () => {
    await expect(admin(['did', 'revoke', 'acme', 'z6Mkx'])).rejects.toThrow('has no key z6Mkx');
    const stranger = 'did:via:humanos:user-000000000000000000000000';
    await expect(admin(['did', 'rotate', 'acme', '--did', stranger])).rejects.toThrow('Nobody of "acme" signs as');
    await expect(admin(['did', 'keys', 'acme', '--did', stranger])).rejects.toThrow('Nobody of "acme" signs as');
  });
});
