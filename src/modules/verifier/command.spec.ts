import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AT, bundleOf, sampleEvidence, type BundleParts } from '../../../test/support/evidence-bundle';
import { aCredential, aSampleIssuer, aSignedCredential, signedAt } from '../../../test/support/signed-sample';
import { didKeyDocument } from '../keys';

const ROOT = join(__dirname, '../../..');
const PROGRAM = 'bin/placet-verify.mjs';
const source = readFileSync(join(ROOT, PROGRAM), 'utf8');

/** A folder with nothing but the program and what is checked: no packages, no environment, no folder above it with any. */
let folder: string;
let parts: BundleParts;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'placet-verify-'));
  copyFileSync(join(ROOT, PROGRAM), join(folder, 'placet-verify.mjs'));
  parts = await sampleEvidence();
  put('bundle.zip', bundleOf(parts));
  put('credential.json', parts.files.get('credential.json')!);
  put('status-list.json', parts.files.get('status-list.json')!);
  put('trusted.json', Buffer.from(JSON.stringify(parts.organization.document)));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: Buffer | string): void => writeFileSync(join(folder, name), content);
const at = ['--at', new Date(AT.getTime() + 3600_000).toISOString()];
const run = (...words: string[]) => runIn('UTC', ...words);
function runIn(zone: string, ...words: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['placet-verify.mjs', ...at, ...words], {
    cwd: folder,
    env: { TZ: zone },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

describe('bin/placet-verify.mjs', () => {
  it('is the one that `npm run verifier` makes', () => {
    const made = execFileSync(process.execPath, ['scripts/bundle-verifier.mjs', '--print'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(made === source || 'stale: run `npm run verifier`').toBe(true);
  });

  it('imports what every node has, nothing that reaches a network, and nothing later', () => {
    const imported = [...source.matchAll(/^import .* from "(.*)";$/gm)].map(([, name]) => name);
    expect([...new Set(imported)].sort()).toEqual(['node:crypto', 'node:fs', 'node:util', 'node:zlib']);
    expect(imported.filter((name) => !builtinModules.includes(name.replace('node:', '')))).toEqual([]);
    expect(source).not.toMatch(/\bimport\(|\brequire\(["'`]|\bfetch\(|WebSocket|process\.binding|getBuiltinModule/);
  });

  it('runs alone in an empty folder', () => {
    expect(readdirSync(folder)).not.toContain('node_modules');
    expect(run('--did', 'trusted.json', 'bundle.zip')).toMatchObject({ code: 0 });
    expect(run('--did', 'trusted.json', 'bundle.zip').said).toContain('GOOD: everything that was checked');
  });

  it('answers with one code for each verdict, and names the first thing', () => {
    expect(run('bundle.zip')).toMatchObject({
      code: 3,
      said: expect.stringMatching(/something essential.*\n {2}keys.trust[^]*give it with --did\.\n$/) as string,
    });
    const changed = Buffer.from(bundleOf(parts));
    changed[changed.indexOf('"A contract"') + 3] ^= 1;
    put('changed.zip', changed);
    const { code, said } = run('changed.zip');
    expect(code).toBe(1);
    expect(said).toMatch(/WRONG:\n {2}archive.whole {2}bundle credential.json\n {2}The file was changed/);
    put('text.txt', 'Hello');
    expect(run('text.txt')).toMatchObject({ code: 2, said: expect.stringContaining('CANNOT BE READ') as string });
  });

  it('takes keys and lists as files', () => {
    expect(run('credential.json').code).toBe(3);
    expect(run('--did', 'trusted.json', 'credential.json').code).toBe(3);
    expect(run('--did', 'trusted.json', '--list', 'status-list.json', 'credential.json').code).toBe(0);
  });

  it('takes nobody for a did:key that the reader has not named', () => {
    const anybody = aSampleIssuer();
    const did = `did:key:${anybody.publicKey}`;
    put(
      'signed-anew.json',
      JSON.stringify(aSignedCredential({ ...anybody, did, verificationMethod: `${did}#${anybody.publicKey}` })),
    );
    for (const trusted of [[], ['--did', 'trusted.json'], ['--did', `did:key:${aSampleIssuer().publicKey}`]])
      expect(run(...trusted, 'signed-anew.json')).toMatchObject({
        code: 3,
        said: expect.stringMatching(/keys.trust[^]*Anybody can make a did:key[^]*somewhere else/) as string,
      });
    expect(run('--did', did, 'signed-anew.json').code).toBe(0);
    put('anybody.json', JSON.stringify(didKeyDocument(did)));
    expect(run('--did', 'anybody.json', 'signed-anew.json').code).toBe(0);
    expect(run('--did', 'did:web:example.com', 'signed-anew.json')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^--did did:web:example.com: only a did:key/) as string,
    });
  });

  it.each(['America/New_York', 'Asia/Tokyo', 'UTC'])('takes a time without an offset for UTC, in %s', (zone) => {
    const issuer = aSampleIssuer();
    put('known.json', JSON.stringify(issuer.document));
    const times = { validFrom: '2026-07-01T10:00:00', validUntil: '2026-07-01T12:00:00' };
    put('zoneless.json', JSON.stringify(signedAt(issuer, { ...aCredential(issuer.did), ...times }, times.validFrom)));
    const codes = ['09:54', '09:56', '11:59', '12:00'].map((minute) => {
      const [moment, zoned] = [`2026-07-01T${minute}:00`, `2026-07-01T${minute}:00Z`].map(
        (time) => runIn(zone, '--did', 'known.json', '--at', time, 'zoneless.json').code,
      );
      expect(moment).toBe(zoned);
      return zoned;
    });
    expect(codes).toEqual([1, 0, 0, 1]);
  });

  it('answers machines in JSON', () => {
    const { code, said } = run('--json', 'bundle.zip');
    expect(code).toBe(3);
    expect(JSON.parse(said)).toMatchObject({ kind: 'bundle', verdict: 'incomplete', first: { check: 'keys.trust' } });
  });

  it('says how it is used, and what it was given wrong', () => {
    expect(run('--help')).toMatchObject({ code: 0, said: expect.stringMatching(/^Usage: placet-verify/) as string });
    expect(run().code).toBe(2);
    expect(run('a', 'b').code).toBe(2);
    expect(run('--frobnicate', 'a').code).toBe(2);
    expect(run('not-there.zip')).toMatchObject({ code: 2, said: expect.stringContaining('ENOENT') as string });
    expect(run('--did', 'text.txt', 'bundle.zip')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^text.txt: It is not JSON/) as string,
    });
    for (const none of ['yesterday', '2026-02-30', '2026-02-03T10', '05/06/2026'])
      expect(run('--at', none, 'bundle.zip')).toMatchObject({
        code: 2,
        said: `--at is neither a time nor a day: ${none}\n`,
      });
    expect(run('--did', 'trusted.json', '--at', '2026-05-03', 'bundle.zip').code).toBe(0);
  });

  it('lets nothing that a file says about itself control a terminal', () => {
    put(
      'rude.json',
      JSON.stringify({
        ...parts.credential,
        issuer: '\u001b[2J\u202egood\u0007',
        proof: { ...(parts.credential.proof as object), verificationMethod: '\u001b[31mx#y' },
      }),
    );
    expect(run('rude.json').said).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});
