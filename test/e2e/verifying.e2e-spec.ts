import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDocument } from '../support/asking';
import { signedBy } from '../support/evidence-bundle';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed, type Secured } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { aSampleIssuer } from '../support/signed-sample';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/verifying.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, content]) => content);
const [script] = blocks('js');
const commands = blocks('sh');

let server: TestServer;
let organization: TestOrganization;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

/** A folder as a stranger has it: three files, the script of the page, and what npm installs. */
async function aFolder(): Promise<string> {
  const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
  const { w3cCredential, credential } = await sealed(organization, credentials[0].id);
  const { body } = await organization.call('get', `/v1/resource/download/${credentials[0].id}`).expect(200);
  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  folder = mkdtempSync(join(tmpdir(), 'placet-verifying-'));
  put('credential.json', JSON.stringify(w3cCredential));
  put('decision.json', JSON.stringify(credential.decisions[0].document));
  put('document.pdf', Buffer.from((body as { fileContent: string }).fileContent, 'base64'));
  put('verify.mjs', script);
  copyFileSync(join(root, 'bin/placet-verify.mjs'), join(folder, 'placet-verify.mjs'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return credentials[0].id;
}
afterEach(() => rmSync(folder, { recursive: true }));

/** Throws when a command fails. Not in this process: the server has to answer meanwhile. */
const run = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-euo', 'pipefail', '-c', text], {
      cwd: folder,
      env: { ...process.env, PLACET: server.url, ISSUER: `did:via:humanos:org-${organization.id}` },
    });
    let said = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    shell.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said || `Ended with ${code}`))));
  });

const rewrite = (name: string, change: (content: string) => string): void =>
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'latin1')), 'latin1');

describeWithJudge('pdfsig', 'poppler-utils', 'A stranger who follows docs/verifying.md', () => {
  it('finds that everything is good', async () => {
    await aFolder();
    expect(commands).toHaveLength(5);
    const said: string[] = [];
    for (const command of commands) said.push(await run(command));
    expect(said[0]).toMatch(/GOOD: everything.*GOOD AS FAR AS/s);
    expect(said[2]).toContain('credential.json is good');
    expect(said[2]).toContain('decision.json is good');
    expect(said[4]).toMatch(/verification successful|CN ?=/i);
  });

  it('finds that somebody else has signed what looks the same', async () => {
    await aFolder();
    const [theOne, keys, credentials] = commands;
    const anybody = aSampleIssuer();
    const did = `did:key:${anybody.publicKey}`;
    const { proof: _, ...said } = JSON.parse(readFileSync(join(folder, 'credential.json'), 'utf8')) as Secured;
    const forged = signedBy(
      { ...anybody, verificationMethod: `${did}#${anybody.publicKey}` },
      { ...said, issuer: did },
    );
    writeFileSync(join(folder, 'credential.json'), JSON.stringify(forged));
    await run(keys);
    await expect(run(theOne)).rejects.toThrow(/Anybody can make a did:key/);
    await expect(run(credentials)).rejects.toThrow('credential.json is NOT good');
  });

  it('finds what was changed afterwards, and what was revoked', async () => {
    const id = await aFolder();
    const [theOne, keys, credentials, document, seal] = commands;
    await run(keys);
    const untouched = readFileSync(join(folder, 'document.pdf'));
    rewrite('document.pdf', (content) => `${content}\n% appended`);
    await expect(run(theOne)).rejects.toThrow('bytes at its end are covered by no signature');
    await expect(run(document)).rejects.toThrow();
    await expect(run(seal)).rejects.toThrow();
    writeFileSync(join(folder, 'document.pdf'), untouched);
    await run(seal);
    rewrite('decision.json', (content) => content.replace('"ACCEPT"', '"REJECT"'));
    await expect(run(credentials)).rejects.toThrow('decision.json is NOT good');
    await organization.call('delete', `/v1/credential/revoke/${id}`, {}).expect(200);
    await run(keys);
    await expect(run(theOne)).rejects.toThrow('It was revoked');
    await expect(run(credentials)).rejects.toThrow('credential.json is NOT good');
  });
});
