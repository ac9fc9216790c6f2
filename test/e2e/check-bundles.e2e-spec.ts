import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive, writeArchive } from '../../src/modules/verifier/checking/bundle/read-archive';
import { verifyFile } from '../../src/modules/verifier/checking/verify-file';
import { Person } from '../support/answering';
import { aConsent, aDocument, type Created } from '../support/asking';
import { bundleOf } from '../support/bundle';
import { firstOf, knowing, sampleOf, unfound } from '../support/checking';
import { sendsFile, textOf } from '../support/file-check';
import { pdfs } from '../support/pdfs';
import { approved, resolved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { PUBLIC_URL: 'https://placet.example.com' } });
  organization = await server.organization({ name: 'Meridian, Lda.' });
});
afterAll(() => server.stop());

const bundled = async (id: string): Promise<Buffer> => (await bundleOf(organization, id)).zip;
async function accepted(credential: object, contacts = ['ana@example.com', 'bruno@example.com']): Promise<Buffer> {
  const { credentials } = await approved(server, organization, { contacts, credentials: [credential] });
  await sealed(organization, credentials[0].id);
  return bundled(credentials[0].id);
}
async function rejected(credential: object): Promise<Buffer> {
  const body = { contacts: ['ana@example.com'], credentials: [credential] };
  const asked = (await organization.asks(body).expect(201)).body as Created;
  const [{ id }] = asked.credentials;
  const person = await Person.inside(server, asked);
  await person.rejects(id, 'Not these terms');
  await person.finishes();
  await sealed(organization, id);
  return bundled(id);
}
/** What somebody trusts who kept the organization's document. */
async function trusting() {
  const { id } = organization.entity;
  return knowing([await resolved(server, `did:web:placet.example.com:o:${id}`)], { now: new Date() });
}
const said = async (bytes: Buffer): Promise<string> => firstOf(await verifyFile(bytes, await trusting()));

describe('A bundle that the server gives out', () => {
  it.each([
    ['a document', () => accepted(aDocument(pdfs.a4()))],
    ['a consent', () => accepted(aConsent())],
    ['a rejected document', () => rejected(aDocument(pdfs.a4()))],
    ['a rejected consent', () => rejected(aConsent('Another'))],
  ])('is good: of %s', async (_what, make) => {
    expect(await said(await make())).toBe('good');
  });

  it('shows every changed byte of its structure, and of 2,000 others', async () => {
    const bytes = await accepted(aDocument(pdfs.a4()));
    const headers = [0x04034b50, 0x02014b50, 0x06054b50].flatMap((signature) => {
      const mark = Buffer.alloc(4);
      mark.writeUInt32LE(signature);
      const found: number[] = [];
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) found.push(at);
      return found.flatMap((at) => Array.from({ length: 80 }, (_, more) => at + more));
    });
    const positions = [...headers, ...sampleOf(bytes.length, 2000)].filter((position) => position < bytes.length);
    expect(await unfound(bytes, positions, await trusting())).toEqual([]);
  });

  it('shows what came from another bundle', async () => {
    const [one, other] = [await accepted(aDocument(pdfs.a4())), await accepted(aDocument(pdfs.letter()))].map(
      readArchive,
    );
    for (const name of one.map((file) => file.name).filter((each) => !each.startsWith('decisions/'))) {
      const swapped = one.map((file) => (file.name === name ? other.find((each) => each.name === name)! : file));
      const outcome = await said(writeArchive(swapped, 0x00210000));
      if (!['dids.json', 'status-list.json'].includes(name)) expect(outcome).toMatch(/^wrong: /);
    }
  });

  it('is checked by the program alone, and by the page', async () => {
    const bytes = await accepted(aDocument(pdfs.a4()));
    const folder = mkdtempSync(join(tmpdir(), 'placet-verify-'));
    copyFileSync(join(__dirname, '../../bin/placet-verify.mjs'), join(folder, 'placet-verify.mjs'));
    writeFileSync(join(folder, 'bundle.zip'), bytes);
    const { id } = organization.entity;
    const issuer = await resolved(server, `did:web:placet.example.com:o:${id}`);
    writeFileSync(join(folder, 'issuer.json'), JSON.stringify(issuer));
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ['placet-verify.mjs', ...words], { cwd: folder, env: {}, encoding: 'utf8' });
    expect(run('bundle.zip').status).toBe(3);
    expect(run('--did', 'issuer.json', 'bundle.zip')).toMatchObject({ status: 0, stderr: '' });
    rmSync(folder, { recursive: true });
    expect(textOf((await sendsFile(server, bytes).expect(200)).text)).toContain('This is genuine and unchanged');
  });

  it('says that what it proves was taken back', async () => {
    const { credentials } = await approved(server, organization, { credentials: [aConsent()] });
    await sealed(organization, credentials[0].id);
    await organization.call('delete', `/v1/credential/revoke/${credentials[0].id}`, {}).expect(200);
    expect(await said(await bundled(credentials[0].id))).toMatch(/^wrong: status.revocation/);
  });
});
