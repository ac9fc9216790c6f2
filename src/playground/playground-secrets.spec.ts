import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateMasterKey, sealFileOf } from './playground-secrets';

describe('What the playground keeps beside its database', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'placet-secrets-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const now = new Date('2026-02-01T00:00:00Z');

  it('is a master key, made once, for nobody else to read', () => {
    const key = readOrCreateMasterKey(directory);
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(readOrCreateMasterKey(directory)).toBe(key);
    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('is a key that seals documents with its certificate, made once, also when two begin together', async () => {
    const [file] = await Promise.all([sealFileOf(directory, now), sealFileOf(directory, now)]);
    const content = readFileSync(file, 'utf8');
    await sealFileOf(directory, now);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const certificate = new X509Certificate(content.slice(content.indexOf('-----BEGIN CERTIFICATE')));
    expect(certificate.checkPrivateKey(createPrivateKey(content))).toBe(true);
  });
});
