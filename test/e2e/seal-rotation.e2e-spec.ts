import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { admin } from '../../src/admin';
import { SealingHealth } from '../../src/modules/credentials';
import { SealedDocuments } from '../../src/modules/documents';
import { DOCUMENT_SIGNER, makeSeal, type DidDocument, type DocumentSigner } from '../../src/modules/keys';
import { aDocument, sql } from '../support/asking';
import { bundleOf } from '../support/bundle';
import { freshDatabase, type TestDatabase } from '../support/database';
import { sendsFile, textOf } from '../support/file-check';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, TEST_MASTER_KEY, type TestOrganization, type TestServer } from '../support/server';

const environment = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'placet-seals-'));
let database: TestDatabase;
let server: TestServer;
let organization: TestOrganization;
let [first, second]: SealFiles[] = [];
let [before, after, forged]: Buffer[] = [];
let [idBefore, idAfter]: string[] = [];

interface SealFiles {
  settings: { SEAL_CERTIFICATE: string; SEAL_KEY: string };
  fingerprint: string;
}

async function aSeal(name: string): Promise<SealFiles> {
  const { key, certificate } = await makeSeal(name, new Date());
  const settings = { SEAL_CERTIFICATE: join(folder, `${name}.crt`), SEAL_KEY: join(folder, `${name}.key`) };
  writeFileSync(settings.SEAL_CERTIFICATE, certificate);
  writeFileSync(settings.SEAL_KEY, key);
  const fingerprint = createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex');
  return { settings, fingerprint };
}
const serving = (seal: SealFiles): Promise<TestServer> =>
  startServer({ database, environment: { PUBLIC_URL: 'https://placet.example.com', ...seal.settings } });
/** Asked of Ana and approved: the credential's id, and the file that she takes away. */
async function sealedDocument(): Promise<[id: string, file: Buffer]> {
  const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
  const [{ id }] = credentials;
  await sealed(organization, id);
  const { body } = await organization.call('get', `/v1/resource/download/${id}`).expect(200);
  return [id, Buffer.from((body as { fileContent: string }).fileContent, 'base64')];
}
const said = async (file: Buffer): Promise<string> => textOf((await sendsFile(server, file).expect(200)).text);
const ownDocument = async (): Promise<DidDocument> =>
  (await request(server.url).get('/.well-known/did.json').expect(200)).body as DidDocument;
/** What the program says that trusts what the server publishes now. */
async function programSays(file: Buffer): Promise<{ code: number | null; said: string }> {
  writeFileSync(join(folder, 'server.json'), JSON.stringify(await ownDocument()));
  writeFileSync(join(folder, 'file'), file);
  const program = join(__dirname, '../../bin/placet-verify.mjs');
  const run = spawnSync(process.execPath, [program, '--did', 'server.json', 'file'], { cwd: folder, encoding: 'utf8' });
  return { code: run.status, said: run.stdout };
}

beforeAll(async () => {
  [first, second] = [await aSeal('first'), await aSeal('second')];
  database = await freshDatabase();
  server = await serving(first);
  organization = await server.organization({ name: 'Meridian, Lda.' });
  [idBefore, before] = await sealedDocument();
  // Sealed with the server's key, but not by the server.
  const signer = server.app.get<DocumentSigner>(DOCUMENT_SIGNER);
  const order = { original: pdfs.letter(), marks: [], evidence: null, signer, reason: 'x' };
  forged = (await server.app.get(SealedDocuments).seal({ ...order, at: new Date() })).bytes;
  await server.stop();
  server = await serving(second);
  organization = organization.at(server);
  [idAfter, after] = await sealedDocument();
  process.env.DATABASE_URL = database.url;
  process.env.MASTER_KEY = TEST_MASTER_KEY;
  process.env.ALLOW_UNSAFE_DATABASE = 'yes';
});
afterAll(async () => {
  process.env = environment;
  await server.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const GENUINE = 'This is genuine and unchanged';
const day = 24 * 3600 * 1000;
const compromise = (seal: SealFiles, since: Date) =>
  admin(['seal', 'compromised', seal.fingerprint, '--since', since.toISOString()]);

describe('A certificate that another has taken the place of', () => {
  it('was written down with each document that was sealed under it: none is kept without', async () => {
    const rows = await sql<{ credential_id: string; seal: string }>(
      database,
      `SELECT credential_id, encode(seal_fingerprint, 'hex') AS seal FROM sealings ORDER BY sealed_at`,
    );
    expect(rows).toEqual([
      { credential_id: idBefore, seal: first.fingerprint },
      { credential_id: idAfter, seal: second.fingerprint },
    ]);
    const forgetting = `SET session_replication_role = replica; UPDATE sealings SET seal_fingerprint = NULL`;
    await expect(sql(database, forgetting)).rejects.toThrow('sealings_seal_fingerprint_check');
    const table = await admin(['seal', 'list']);
    expect(table[1]).toMatch(new RegExp(`^${second.fingerprint} `));
    expect(table[2]).toMatch(new RegExp(`^${first.fingerprint} `));
  });

  it('is published beside the present one, under a name of its own', async () => {
    const { verificationMethod, assertionMethod } = await ownDocument();
    const ids = ['document-seal', `seal-${first.fingerprint}`].map((name) => `did:web:placet.example.com#${name}`);
    expect(verificationMethod!.map(({ id }) => id)).toEqual(ids);
    expect(assertionMethod).toEqual(ids);
  });

  it('is known to the page and to the program: documents of before and after are good, also one without a record', async () => {
    for (const file of [before, after, forged]) {
      expect(await said(file)).toContain(GENUINE);
      expect(await programSays(file)).toMatchObject({ code: 0 });
    }
  });

  it('lies in every bundle that is made since, also of what was sealed later', async () => {
    for (const id of [idBefore, idAfter]) {
      const bundle = await bundleOf(organization, id);
      const own = bundle.json<DidDocument[]>('dids.json').at(-1)!;
      expect(own.verificationMethod!.map(({ id: method }) => method.split('#')[1])).toEqual([
        'document-seal',
        `seal-${first.fingerprint}`,
      ]);
      expect(await said(bundle.zip)).toContain(GENUINE);
    }
  });
});

describe('A key that was compromised', () => {
  it('is not said to be of a certificate that never sealed, nor from a day to come', async () => {
    await expect(compromise({ ...first, fingerprint: 'ab'.repeat(32) }, new Date())).rejects.toThrow('seal list');
    await expect(compromise(first, new Date(Date.now() + day))).rejects.toThrow('--since lies in the future');
  });

  it('makes nothing good by itself: neither before, where only the seal says when it was made, nor after', async () => {
    await compromise(first, new Date());
    expect(await said(forged)).toMatch(
      /What could not be checked here.*compromised at .* only the signature itself says/,
    );
    expect(await programSays(forged)).toMatchObject({
      code: 3,
      said: expect.stringContaining('compromised') as string,
    });
    await compromise(first, new Date(Date.now() - day));
    expect(await said(forged)).toMatch(/The first check that failed.*compromised at .*: this was sealed later/);
    expect(await programSays(forged)).toMatchObject({ code: 1 });
    await compromise(first, new Date()); // it was the earlier time already
    expect(await programSays(forged)).toMatchObject({ code: 1 });
  });

  it('takes nothing from what is proved otherwise: by the record of this server, by the credential in a bundle', async () => {
    expect(await said(before)).toContain(GENUINE);
    expect(await programSays(before)).toMatchObject({ code: 1 }); // by itself it has nothing but the seal
    const { zip } = await bundleOf(organization, idBefore);
    expect(await said(zip)).toContain(GENUINE);
    expect(await said(after)).toContain(GENUINE);
  });

  it('is published with the time, and stands for nothing', async () => {
    const { verificationMethod, assertionMethod } = await ownDocument();
    expect(verificationMethod![1].revoked).toMatch(/^\d{4}-/);
    expect(assertionMethod).toEqual(['did:web:placet.example.com#document-seal']);
  });

  it('seals nothing any more', async () => {
    await compromise(second, new Date());
    await server.app.get(SealingHealth).probe();
    expect(server.app.get(SealingHealth).trouble()).toMatch(
      /^The key of the seal was compromised at .*: set another one$/,
    );
    const { body } = await request(server.url).get('/health/ready').expect(200);
    expect((body as { sealing: string }).sealing).toContain('was compromised');
  });
});
