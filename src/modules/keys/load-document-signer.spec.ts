import { Logger } from '@nestjs/common';
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signer } from '@libpdf/core';
import { describeWithJudge } from '../../../test/support/judges';
import type { Settings } from '../../platform/configuration';
import type { DocumentSigner } from './document-signer';
import { loadDocumentSigner, SealKeyRefused } from './load-document-signer';
import { makeSeal } from './self-made-seal';

const now = new Date();
/** The certificates of openssl begin when they are made. */
const soon = new Date(now.getTime() + 600_000);
const days = (count: number) => new Date(now.getTime() + count * 24 * 3600 * 1000);
let folder: string;
beforeAll(() => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'placet-seal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content, { mode: 0o600 });
  return join(folder, name);
};
const load = (settings: Partial<Settings>, at = now) => loadDocumentSigner(settings as Settings, at);

/** It signs, and this certificate says so. */
async function expectItSigns(signer: Signer): Promise<void> {
  const data = Buffer.from('a document');
  for (const algorithm of ['SHA-256', 'SHA-512'] as const) {
    const signature = await signer.sign(data, algorithm);
    const { publicKey } = new X509Certificate(signer.certificate);
    expect(verify(algorithm.replace('-', ''), data, publicKey, signature)).toBe(true);
  }
}

describe('The key that seals documents', () => {
  it('is made for the process where nothing is set, and asked for in production', async () => {
    const signer = await load({});
    await expectItSigns(signer);
    expect(signer).toMatchObject({ keyType: 'EC', signatureAlgorithm: 'ECDSA', certificateChain: [] });
    await expect(load({ production: true })).rejects.toThrow('set SEAL_P12, or SEAL_CERTIFICATE and SEAL_KEY');
  });

  it('comes from a certificate and a key in PEM', async () => {
    const { key, certificate } = await makeSeal('Acme', now);
    await expectItSigns(await load({ SEAL_KEY: put('key.pem', key), SEAL_CERTIFICATE: put('cert.pem', certificate) }));
    const bundle = (await makeSeal('Authority', now)).certificate + certificate; // the wrong way round
    const signer = await load({ SEAL_KEY: put('key.pem', key), SEAL_CERTIFICATE: put('certs.pem', bundle) });
    await expectItSigns(signer);
    expect(signer.certificateChain).toHaveLength(1);
  });

  it('made by itself is a P-256 key with a certificate for signing documents, valid from yesterday', async () => {
    const { certificate } = await makeSeal('Ácme Inc.', now);
    const { subject, validFrom, validTo, ca, keyUsage, publicKey } = new X509Certificate(certificate);
    expect(subject).toBe('CN=Ácme Inc.');
    expect(new Date(validFrom).getTime()).toBeLessThan(now.getTime());
    expect(new Date(validTo).getTime()).toBeGreaterThan(days(3600).getTime());
    expect([ca, keyUsage, publicKey.asymmetricKeyDetails?.namedCurve]).toEqual([
      false,
      ['1.3.6.1.5.5.7.3.36'],
      'prime256v1',
    ]);
  });

  it.each<[string, () => Promise<[key: string, certificate: string]>, RegExp]>([
    ['has expired', async () => pair(await makeSeal('x', days(-3700))), /SEAL_CERTIFICATE: the certificate expired at/],
    ['is not valid yet', async () => pair(await makeSeal('x', days(10))), /not valid before/],
    [
      'is another one than its certificate’s',
      async () => [(await makeSeal('x', now)).key, (await makeSeal('x', now)).certificate],
      /the key is not the one of the certificate/,
    ],
    ['is no key', async () => ['hello', (await makeSeal('x', now)).certificate], /must be an unencrypted private key/],
    ['has no certificate', async () => [(await makeSeal('x', now)).key, 'hello'], /holds no certificate/],
  ])('is refused when it %s', async (_what, make, why) => {
    const [key, certificate] = await make();
    const loading = load({ SEAL_KEY: put('bad-key.pem', key), SEAL_CERTIFICATE: put('bad-cert.pem', certificate) });
    await expect(loading).rejects.toThrow(SealKeyRefused);
    await expect(loading).rejects.toThrow(why);
  });

  it('is refused when its file is not there', async () => {
    await expect(load({ SEAL_P12: join(folder, 'nowhere.p12') })).rejects.toThrow(/SEAL_P12 names a file.*ENOENT/);
  });
});

const pair = ({ key, certificate }: { key: string; certificate: string }): [string, string] => [key, certificate];

describeWithJudge('openssl', 'openssl', 'A PKCS#12 file', () => {
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });

  /** A file with this key and a certificate that an authority of its own has issued. */
  function p12(name: string, kind: string[], ...options: string[]): string {
    openssl(
      'req',
      '-x509',
      ...kind,
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-subj',
      '/CN=Authority',
      '-days',
      '9',
    );
    openssl('req', ...kind, '-nodes', '-keyout', 'p.key', '-out', 'p.csr', '-subj', '/CN=Acme');
    openssl(
      'x509',
      '-req',
      '-in',
      'p.csr',
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'p.crt',
      '-days',
      '9',
    );
    openssl('pkcs12', '-export', '-inkey', 'p.key', '-in', 'p.crt', '-certfile', 'ca.crt', '-out', name, ...options);
    return join(folder, name);
  }
  const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

  it.each([
    ['EC P-256', EC, 'EC'],
    ['RSA 2048', ['-newkey', 'rsa:2048'], 'RSA'],
  ])('with %s signs, and brings its chain along', async (_what, kind, keyType) => {
    const SEAL_P12 = p12('good.p12', kind, '-passout', 'pass:sésame');
    const signer = await load({ SEAL_P12, SEAL_P12_PASSWORD: 'sésame' }, soon);
    await expectItSigns(signer);
    expect(signer.keyType).toBe(keyType);
    expect(signer.certificateChain.map((each) => new X509Certificate(each).subject)).toEqual(['CN=Authority']);
  });

  it('of the old kind opens as well', async () => {
    const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
    await expectItSigns(
      await load({ SEAL_P12: p12('old.p12', EC, ...old, '-passout', 'pass:x'), SEAL_P12_PASSWORD: 'x' }, soon),
    );
  });

  it('says that the password is wrong, or that it is no such file', async () => {
    const SEAL_P12 = p12('locked.p12', EC, '-passout', 'pass:right');
    await expect(load({ SEAL_P12, SEAL_P12_PASSWORD: 'wrong' })).rejects.toThrow('set SEAL_P12_PASSWORD');
    await expect(load({ SEAL_P12 })).rejects.toThrow('set SEAL_P12_PASSWORD');
    await expect(load({ SEAL_P12: put('text.p12', 'hello') })).rejects.toThrow('no usable PKCS#12 file');
  });

  it.each([
    ['RSA 1024', ['-newkey', 'rsa:1024']],
    ['EC P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
  ])('is refused with a key of %s', async (_what, kind) => {
    const SEAL_P12 = p12('weak.p12', kind, '-passout', 'pass:x');
    await expect(load({ SEAL_P12, SEAL_P12_PASSWORD: 'x' }, soon)).rejects.toThrow(
      'RSA with at least 2048 bits, or EC',
    );
  });
});

it('A key that openssl encrypted is refused with a sentence', async () => {
  const { certificate } = await makeSeal('x', now);
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const loading = load({ SEAL_KEY: put('enc.pem', privateKey), SEAL_CERTIFICATE: put('enc-cert.pem', certificate) });
  await expect(loading).rejects.toThrow('must be an unencrypted private key');
});

describeWithJudge('pdfsig', 'poppler-utils', 'A PDF that is sealed with it', () => {
  it.each(['EC', 'RSA'])('is valid to others: %s', async (kind) => {
    const { PDF } = await import('@libpdf/core');
    const pdf = PDF.create();
    pdf.addPage({ size: 'a4' });
    const { bytes } = await pdf.sign({ signer: await aSigner(kind), subFilter: 'ETSI.CAdES.detached' });
    const file = join(folder, `${kind}.pdf`);
    writeFileSync(file, bytes);
    const { stdout } = spawnSync('pdfsig', [file], { encoding: 'utf8' });
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Total document signed');
  });

  /** RSA is not made by ourselves: openssl makes it. */
  async function aSigner(kind: string): Promise<DocumentSigner> {
    if (kind === 'EC') return await load({});
    const [key, certificate] = [join(folder, 'rsa.key'), join(folder, 'rsa.crt')];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      certificate,
      '-subj',
      '/CN=A',
    ];
    execFileSync('openssl', made, { stdio: 'pipe' });
    return await load({ SEAL_KEY: key, SEAL_CERTIFICATE: certificate }, soon);
  }
});
