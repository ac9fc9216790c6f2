import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpTimestampAuthority } from '@libpdf/core';
import { knowing, saidOf } from '../../../../../test/support/checking';
import { describeWithJudge } from '../../../../../test/support/judges';
import { pdfs } from '../../../../../test/support/pdfs';
import { aSealSigner } from '../../../../../test/support/seal-signer';
import * as signing from '../../../../../test/support/signed-pdfs';
import { aTimestampAuthority } from '../../../../../test/support/timestamp-authority';
import { PdfReader, SealedDocuments } from '../../../documents';
import { sealFingerprint } from '../../../keys';
import { verifyFile } from '../verify-file';

const { drawnOver, lastSignature, signedBy, withChangedByte, withContents, withStore, withUsageRights } = signing;

const sealing = new SealedDocuments();
const reader = new PdfReader();
const folder = mkdtempSync(join(tmpdir(), 'placet-earlier-'));
let signer: Awaited<ReturnType<typeof aSealSigner>>;
beforeAll(async () => {
  signer = await aSealSigner();
});
afterAll(async () => {
  await Promise.all([sealing.onModuleDestroy(), reader.onModuleDestroy()]);
  rmSync(folder, { recursive: true });
});

const evidence = {
  title: 'How this document was signed',
  introduction: '',
  sections: [],
  verify: { label: 'Check', url: 'https://placet.example.com/verify/507f1f77bcf86cd799439011' },
  footer: '',
  direction: 'ltr' as const,
  apart: { introduction: 'Apart', label: 'Sealed document' },
  timestamp: { label: 'Timestamp', set: 'Set', failed: 'Failed', none: 'None' },
};
const mark = { pageIndex: 0, box: { x: 72, y: 90, width: 200, height: 40 }, kind: 'TEXT' as const, text: 'Ana' };
const seal = async (original: Buffer, by = signer): Promise<Buffer> => {
  const order = { original, marks: [mark], evidence, signer: by, at: new Date('2026-05-02T14:00:00Z'), reason: 'x' };
  return (await sealing.seal(order)).bytes;
};
const trusting = () =>
  knowing([], { seals: [{ of: 'did:web:example.com', der: Buffer.from(signer.certificate), chain: [] }] });
const said = (bytes: Buffer): Promise<string> => saidOf(bytes, trusting());
const earlier = async (bytes: Buffer) =>
  (await verifyFile(bytes, trusting())).checks.filter(({ check }) => check === 'pdf.earlier');
const accepted = (bytes: Buffer): Promise<boolean> =>
  reader.read(bytes).then(
    () => true,
    () => false,
  );
const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const signedOnce = (): Promise<Buffer> => signedBy('Ana', pdfs.a4());
const SIGNED: [string, () => Promise<Buffer>, number][] = [
  ['one', signedOnce, 1],
  ['two', async () => signedBy('Bob', await signedOnce()), 2],
  ['two in object streams', async () => signedBy('Bob', await signedBy('Ana', pdfs.inObjectStreams())), 2],
  ['one, and what proves it later', async () => withStore(await signedOnce()), 1],
  ['the seal of this server itself', () => seal(pdfs.a4()), 1],
];

describe('A document that was signed before it was sealed', () => {
  it.each(SIGNED)('is good with %s', async (_, make) => {
    expect(await said(await seal(await make()))).toBe('good');
  });

  const CHANGED =
    /^incomplete: pdf.earlier: document signature 1: Changed after .*: what lies behind it changes \/Pages/;

  it('and changed in between is not called good, whoever signed it first, and whatever is behind', async () => {
    const drawn = await drawnOver(await signedOnce());
    expect(await said(await seal(drawn))).toMatch(CHANGED);
    expect(await said(await seal(await signedBy('Bob', drawn)))).toMatch(CHANGED);
    expect(await said(await seal(await seal(drawn)))).toMatch(CHANGED);
    expect(await said(await seal(await drawnOver(await seal(pdfs.a4()))))).toMatch(CHANGED);
    expect(await said(await seal(await withStore(drawn)))).toMatch(CHANGED);
  });

  it('is good where that gave rights to Adobe Reader only, which is nobody’s signature', async () => {
    const form = await withUsageRights(pdfs.a4());
    const sealed = await seal(await drawnOver(form));
    expect(await said(sealed)).toBe('good');
    expect(await earlier(sealed)).toMatchObject([
      { result: 'skip', message: expect.stringContaining('rights') as string },
    ]);
    expect(await said(await seal(await withUsageRights(pdfs.a4(), 'FieldMDP')))).toMatch(/^wrong: pdf.earlier/);
  });

  it('is sealed a second time where the first seal is known: what that added is its own word', async () => {
    const sealed = await seal(await signedOnce());
    expect(await accepted(sealed)).toBe(false); // nobody has told whose seal it is
    reader.knowSeals(() => Promise.resolve([sealFingerprint(signer)]));
    expect(await accepted(sealed)).toBe(true);
    expect(await accepted(await drawnOver(sealed))).toBe(false);
    expect(await said(await seal(sealed))).toBe('good');
  });

  it('is changed where the first seal is nobody’s that is known', async () => {
    const first = await seal(await signedOnce(), await aSealSigner('CN=Elsewhere'));
    expect(await said(await seal(first))).toMatch(CHANGED);
    expect(await accepted(first)).toBe(false);
  });

  it('is wrong when the first signature is broken: nobody could have had it sealed', async () => {
    const first = await signedOnce();
    const broken = withChangedByte(first, first.indexOf('Page 1'));
    expect(await accepted(broken)).toBe(false);
    expect(await said(await seal(broken))).toMatch(/^wrong: pdf.earlier: document signature 1 messageDigest/);
  });
});

describeWithJudge('pdfsig', 'poppler-utils', 'For pdfsig, a document that was signed before', () => {
  it.each(SIGNED)('with %s: all of them are valid once it is sealed', async (_, make, count) => {
    const original = await make();
    expect(await accepted(original)).toBe(true);
    const sealed = await seal(original);
    writeFileSync(join(folder, 'sealed.pdf'), sealed);
    const judged = run('pdfsig', '-nocert', 'sealed.pdf');
    expect(judged.match(/Signature is Valid/g)).toHaveLength(count + 1);
    expect(judged.match(/Signature #/g)).toHaveLength(count + 1);
  });
});

describeWithJudge('openssl', 'openssl', 'A signature of a kind that is not judged here', () => {
  beforeAll(() => {
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '3650'];
    run('openssl', 'req', '-x509', '-subj', '/CN=Ana', ...key);
  });

  const signedAs = async (...how: string[]): Promise<Buffer> => {
    const prepared = await signedBy('Ana', pdfs.a4(), { subFilter: 'adbe.pkcs7.detached' });
    writeFileSync(join(folder, 'covered'), lastSignature(prepared).covered);
    const files = ['-in', 'covered', '-signer', 'cert.pem', '-inkey', 'key.pem', '-outform', 'DER', '-out', 'cms'];
    run('openssl', 'cms', '-sign', '-binary', '-nosmimecap', ...files, ...how);
    return withContents(prepared, execFileSync('cat', [join(folder, 'cms')]));
  };

  it.each([
    ['SHA-1', ['-md', 'sha1'], /digest 1\.3\.14\.3\.2\.26 is not accepted/],
    [
      'one that does not say which certificate it means',
      ['-md', 'sha256'],
      /Which certificate was meant is not signed/,
    ],
    [
      'one whose certificate did not come along',
      ['-md', 'sha256', '-cades', '-nocerts'],
      /certificate .* did not come/,
    ],
    ['BER', ['-md', 'sha256', '-stream', '-indef'], /length that is none in DER|not understood/],
  ])('(%s) is accepted, and said not to be understood', async (_, how, why) => {
    const signed = await signedAs(...how);
    expect(await accepted(signed)).toBe(true);
    const sealed = await seal(signed);
    expect(await said(sealed)).toBe('good');
    expect(await earlier(sealed)).toMatchObject([{ result: 'skip', message: expect.stringMatching(why) as string }]);
    expect(await said(await seal(await drawnOver(signed)))).toMatch(/^incomplete: pdf.earlier/);
    expect(await accepted(await drawnOver(signed))).toBe(false);
  });

  it.each(['20', 'digest', 'max'])('is not RSASSA-PSS, whatever the length of its salt: %s', async (salt) => {
    const pss = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', `rsa_pss_saltlen:${salt}`];
    const signed = await signedAs('-md', 'sha256', '-cades', ...pss);
    expect(await accepted(signed)).toBe(true);
    expect(await earlier(await seal(signed))).toMatchObject([{ result: 'pass' }]);
  });

  it('is still refused where it is broken for sure', async () => {
    const signed = await signedAs('-md', 'sha256', '-nocerts');
    const broken = withChangedByte(signed, signed.indexOf('Page 1'));
    expect(await accepted(broken)).toBe(false);
    expect(await said(await seal(broken))).toMatch(/^wrong: pdf.earlier/);
  });

  it('is one whose certificate lies beside it (adbe.x509.rsa_sha1)', async () => {
    const text = (await signedOnce()).toString('latin1');
    const old = Buffer.from(text.replace('/ETSI.CAdES.detached', '/adbe.x509.rsa_sha1 '), 'latin1');
    expect(await accepted(old)).toBe(true);
    expect(await earlier(await seal(old))).toMatchObject([{ result: 'skip' }]);
  });
});

describeWithJudge('openssl', 'openssl', 'A document that is kept for long (PAdES B-LTA)', () => {
  it('is accepted with its timestamps and their store, and good once it is sealed', async () => {
    const authority = await aTimestampAuthority();
    const timestampAuthority = new HttpTimestampAuthority(authority.url);
    const original = await signedBy('Ana', pdfs.a4(), { level: 'B-LTA', timestampAuthority });
    authority.stop();
    await reader.read(original);
    const sealed = await seal(original);
    expect(await said(sealed)).toBe('good');
    expect((await earlier(sealed)).map(({ result }) => result)).toEqual(['pass', 'pass']);
  });
});
