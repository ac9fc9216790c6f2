import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { aDocument } from '../support/asking';
import { bundleOf } from '../support/bundle';
import { sendsFile, textOf } from '../support/file-check';
import { pdfs } from '../support/pdfs';
import { approved, resolved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const folder = mkdtempSync(join(tmpdir(), 'placet-revoked-'));
let server: TestServer;
let organization: TestOrganization;
let list: string;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
  const { w3cCredential } = await sealed(organization, credentials[0].id);
  list = new URL(w3cCredential.credentialStatus!.statusListCredential).pathname;
  const { zip } = await bundleOf(organization, credentials[0].id);
  const { body } = await organization.call('get', `/v1/resource/download/${credentials[0].id}`).expect(200);
  put('bundle.zip', zip);
  put('document.pdf', Buffer.from((body as { fileContent: string }).fileContent, 'base64'));
  put('credential.json', JSON.stringify(w3cCredential));
  put('issuer.json', JSON.stringify(await resolved(server, w3cCredential.issuer)));
  put('before.json', (await request(server.url).get(list).expect(200)).text);
  await organization.call('delete', `/v1/credential/revoke/${credentials[0].id}`, {}).expect(200);
  put('after.json', (await request(server.url).get(list).expect(200)).text);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const files: Record<string, Buffer> = {};
function put(name: string, content: Buffer | string): void {
  files[name] = Buffer.from(content);
  writeFileSync(join(folder, name), content);
}
const program = join(__dirname, '../../bin/placet-verify.mjs');
function run(...words: string[]): { code: number | null; said: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, '--did', 'issuer.json', ...words], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  return { code: status, said: stdout };
}

describe('What was sealed for a credential that was revoked since', () => {
  it('is never called good by the page of the server', async () => {
    for (const name of ['bundle.zip', 'document.pdf', 'credential.json']) {
      const said = textOf((await sendsFile(server, files[name]).expect(200)).text);
      expect(said).toContain('Something is wrong with this file');
      expect(said).toMatch(/The first check that failed It was not revoked/);
    }
  });

  it.each([['bundle.zip'], ['document.pdf'], ['credential.json']])(
    'is wrong for the program under a fresh list, in whatever order lists are given: %s',
    (name) => {
      const [before, after] = [
        ['--list', 'before.json'],
        ['--list', 'after.json'],
      ];
      for (const lists of [after, [...before, ...after], [...after, ...before]]) {
        const { code, said } = run(...lists, name);
        expect(said).toMatch(/WRONG:\n {2}status.revocation/);
        expect(code).toBe(1);
      }
      expect(run(...before, name).code).toBe(name === 'document.pdf' ? 3 : 0); // whose certificate it is is not known
    },
  );

  it('is good as of the time of its own list later, with a note, and open where a fresh one is demanded', () => {
    const at = ['--at', new Date(Date.now() + 100 * 24 * 3600_000).toISOString()];
    const { code, said } = run(...at, 'bundle.zip');
    expect(code).toBe(0);
    expect(said).toMatch(/GOOD: [^\n]*\n {2}Note: It is not revoked in the list that was signed at .*stale/);
    expect(run(...at, '--fresh', 'bundle.zip').code).toBe(3);
    expect(run('--fresh', 'bundle.zip').code).toBe(0);
  });

  it('is said of a PDF without a seal that it has none, not that it was changed', () => {
    writeFileSync(join(folder, 'plain.pdf'), pdfs.a4());
    const { code, said } = run('plain.pdf');
    expect(code).toBe(1);
    expect(said).toContain('NOT SEALED: this PDF carries no seal');
    expect(said).not.toMatch(/was changed\.|WRONG:/);
  });
});
