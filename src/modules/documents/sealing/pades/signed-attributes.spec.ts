import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { describeWithJudge } from '../../../../../test/support/judges';
import { pdfs } from '../../../../../test/support/pdfs';
import { aSealSigner, anIssuedSealSigner } from '../../../../../test/support/seal-signer';
import { changedBy, lastSignature } from '../../../../../test/support/signed-pdfs';
import { SealedDocuments } from '../sealed-documents';

const sealing = new SealedDocuments();
const folder = mkdtempSync(join(tmpdir(), 'placet-pades-'));
const at = new Date('2026-05-02T14:00:00Z');
afterAll(async () => {
  await sealing.onModuleDestroy();
  rmSync(folder, { recursive: true });
});

const openssl = (...words: string[]): string =>
  execFileSync('openssl', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);

/** The types of the attributes that openssl prints below a heading, in their order. */
function attributesUnder(heading: string, printed: string): string[] {
  const [, behind = ''] = printed.split(`${heading}:`);
  const [list] = behind.split(/^ {8}\S/m);
  return [...list.matchAll(/object: (\S+) \(/g)].map(([, name]) => name);
}

describeWithJudge(
  'openssl',
  'openssl',
  'What a seal has signed (PAdES B-B: EN 319 142-1, table 1), as openssl reads it',
  () => {
    describe.each([
      ['EC', aSealSigner],
      ['RSA', anIssuedSealSigner],
    ])('with a key of the kind %s', (kind, makeSigner) => {
      let printed: string;
      let signer: Awaited<ReturnType<typeof aSealSigner | typeof anIssuedSealSigner>>;
      beforeAll(async () => {
        signer = await makeSigner();
        const { bytes } = await sealing.seal({
          original: pdfs.a4(),
          marks: [],
          evidence: null,
          signer,
          at,
          reason: 'Sealed',
        });
        const { contents, covered } = lastSignature(bytes);
        put('signature', contents);
        put('covered', covered);
        printed = openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'signature');
      });

      it('is the type of the content, its digest and the certificate that is meant: nothing else, no signing-time', () => {
        const attributes = attributesUnder('signedAttrs', printed);
        expect(attributes.sort()).toEqual(['contentType', 'id-smime-aa-signingCertificateV2', 'messageDigest']);
        expect(printed).toMatch(/object: contentType \(1\.2\.840\.113549\.1\.9\.3\)\s+set:\s+OBJECT:pkcs7-data /);
        expect(printed).not.toMatch(/signingTime|1\.2\.840\.113549\.1\.9\.5/);
        expect(attributesUnder('unsignedAttrs', printed)).toEqual([]);
      });

      it('has the digest of the document outside the signature', () => {
        const digest = openssl('dgst', '-sha256', '-r', 'covered').slice(0, 64);
        const listed = openssl('asn1parse', '-inform', 'DER', '-in', 'signature').toLowerCase();
        expect(listed).toMatch(
          new RegExp(`object +:messagedigest\\n.*set +\\n.*octet string +\\[hex dump\\]:${digest}`),
        );
      });

      it('names its certificate by SHA-256, with its issuer and serial number', () => {
        put('certificate', signer.certificate);
        const digest = openssl('dgst', '-sha256', '-r', 'certificate').slice(0, 64);
        const listed = openssl('asn1parse', '-inform', 'DER', '-in', 'signature').toLowerCase();
        const [, value] = listed.split(':id-smime-aa-signingcertificatev2');
        expect(value).toMatch(new RegExp(`^\\n.*set.*\\n(.*sequence.*\\n){3}.*octet string +\\[hex dump\\]:${digest}`));
        const serial = openssl('x509', '-inform', 'DER', '-in', 'certificate', '-noout', '-serial').trim().slice(-2);
        expect(value).toMatch(new RegExp(`prim: integer +:${serial}\\n`, 'i'));
      });

      it('is written in DER, with the certificates of whoever vouches, and one signer', () => {
        expect(printed.match(/sid: issuerAndSerialNumber|d\.issuerAndSerialNumber/g)).toHaveLength(1);
        expect(printed).toMatch(/encapContentInfo:\s+eContentType: pkcs7-data .*\s+eContent: <ABSENT>/);
        const certificates = openssl('pkcs7', '-inform', 'DER', '-in', 'signature', '-print_certs', '-noout');
        expect(certificates.match(/subject=/g)).toHaveLength(1 + signer.certificateChain.length);
        expect(printed).toContain(kind === 'RSA' ? 'sha256WithRSAEncryption' : 'ecdsa-with-SHA256');
        openssl(
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          'signature',
          '-content',
          'covered',
          '-noverify',
          '-out',
          'out',
        );
      });
    });
  },
);

describe('The field of a seal', () => {
  it('is its own, invisible, and leaves an empty one that somebody has prepared as it was', async () => {
    const original = await changedBy(pdfs.a4(), (pdf) => void pdf.getOrCreateForm().createSignatureField('Buyer'));
    const signer = await aSealSigner();
    const seal = (bytes: Buffer) =>
      sealing.seal({ original: bytes, marks: [], evidence: null, signer, at, reason: 'Sealed (für Łukasz)' });
    const { bytes } = await seal((await seal(original)).bytes);
    const fields = (await PDF.load(bytes)).getForm()!.getSignatureFields();
    expect(fields.map((field) => [field.name, field.isSigned()])).toEqual([
      ['Buyer', false],
      ['Placet_Seal_1', true],
      ['Placet_Seal_2', true],
    ]);
    const [buyer, own] = fields.map((field) => field.getDict());
    expect([...buyer.keys()].map(({ value }) => value).sort()).toEqual(['FT', 'Kids', 'T']);
    expect(own.getArray('Rect')!.length).toBe(4);
    expect(bytes.toString('latin1')).toContain('/M (D:20260502140000Z)');
  });
});
