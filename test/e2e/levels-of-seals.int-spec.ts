import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { aCertificateAuthority } from '../support/certificate-authority';
import { knowing, saidOf } from '../support/checking';
import { evidencePages } from '../support/evidence-pages';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { changedBy, drawnOver, signedBy } from '../support/signed-pdfs';
import { provedUntil } from '../../src/modules/verifier/checking/pdf';
import { isRenewed } from '../../src/modules/verifier/checking/pdf/seal-level';
import { verifyFile } from '../../src/modules/verifier/checking/verify-file';
import { SealedDocuments, type SealLevel } from '../../src/modules/documents';

const sealing = new SealedDocuments();
const folder = mkdtempSync(join(tmpdir(), 'placet-levels-'));
const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describeWithJudge(
  'openssl',
  'openssl',
  'The level of a seal, with an authority, its responder and its timestamps',
  () => {
    let authority: Awaited<ReturnType<typeof aCertificateAuthority>>;
    let signer: ReturnType<typeof authority.signer>;
    beforeAll(async () => {
      authority = await aCertificateAuthority();
      signer = authority.signer('seal');
      writeFileSync(join(folder, 'root.pem'), authority.root);
    });
    afterAll(async () => {
      await sealing.onModuleDestroy();
      authority.stop();
      rmSync(folder, { recursive: true });
    });
    beforeEach(() => authority.down.clear());

    const seal = async (level: SealLevel, by = signer, original = pdfs.a4()): Promise<Buffer> => {
      const timestampService = level === 'B-B' ? undefined : { url: authority.timestampUrl };
      const { bytes } = await sealing.seal({
        ...{
          original,
          marks: [],
          evidence: null,
          signer: by,
          at: new Date(),
          reason: 'Sealed',
          timestampService,
          level,
        },
      });
      return bytes;
    };
    const trusting = (by = signer) =>
      knowing([], {
        now: new Date(),
        seals: [{ of: 'did:web:x', der: Buffer.from(by.certificate), chain: [] }],
      });
    const levelOf = async (bytes: Buffer): Promise<string> => {
      const { verdict, checks } = await verifyFile(bytes, trusting());
      return `${verdict}: ${checks.find(({ check }) => check === 'pdf.level')?.message}`;
    };

    it.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)('is found to be what it was made: %s', async (level) => {
      const bytes = await seal(level);
      expect(await levelOf(bytes)).toMatch(new RegExp(`^good: PAdES ${level}: `));
      writeFileSync(join(folder, 'sealed.pdf'), bytes);
      const said = run('pdfsig', '-nocert', 'sealed.pdf');
      expect(said.match(/Signature is Valid/g)).toHaveLength(1);
      expect(run('qpdf', '--check', 'sealed.pdf')).toContain('No syntax or stream encoding errors');
      expect(
        (await PDF.load(bytes))
          .getForm()!
          .getSignatureFields()
          .map(({ name }) => name),
      ).toEqual(level === 'B-LTA' ? ['Placet_Seal_1', 'Placet_Timestamp_1'] : ['Placet_Seal_1']);
    });

    it('holds responses that openssl finds good, and the whole chain', async () => {
      const pdf = await PDF.load(await seal('B-LT'));
      const { registry, catalog } = pdf.context;
      const store = catalog.getDict().getDict('DSS', registry.resolve.bind(registry))!;
      const streams = (key: string): Buffer[] =>
        [...(store.getArray(key) ?? [])].map((item) => {
          const stream = registry.resolve(item as never) as unknown as {
            getDecodedData(): Uint8Array;
          };
          return Buffer.from(stream.getDecodedData());
        });
      expect(streams('Certs')).toHaveLength(3); // the seal's, the timestamps', the root
      expect(streams('OCSPs')).toHaveLength(2);
      for (const response of streams('OCSPs')) {
        writeFileSync(join(folder, 'response'), response);
        expect(run('openssl', 'ocsp', '-respin', 'response', '-CAfile', 'root.pem', '-resp_text')).toContain(
          'Cert Status: good',
        );
      }
    });

    it('takes a revocation list where a certificate names nothing else', async () => {
      const listed = authority.signer('listed', 'listed');
      const bytes = await seal('B-LT', listed);
      const { checks } = await verifyFile(bytes, trusting(listed));
      expect(checks.find(({ check }) => check === 'pdf.level')?.message).toMatch(/^PAdES B-LT/);
      expect(authority.asked).toContain('/crl');
    });

    it('is not made while something is not to be had, and says what', async () => {
      authority.down.add('/ocsp');
      await expect(seal('B-LT')).rejects.toThrow(
        /^Whether the certificate of CN=Placet test seal was revoked could not be learned: 127.0.0.1:\d+ answered 503$/,
      );
      authority.down.add('/tsa');
      await expect(seal('B-T')).rejects.toThrow(/The timestamp could not be had: 127.0.0.1:\d+ answered 503/);
      authority.down.clear();
      expect(await levelOf(await seal('B-LT'))).toMatch(/^good/);
    });

    it('is not made under a certificate that was revoked', async () => {
      const revoked = authority.signer('revoked');
      authority.revoke('revoked');
      await expect(seal('B-LT', revoked)).rejects.toThrow(
        /^The certificate of CN=Placet test revoked was revoked at \d{4}-/,
      );
    });

    it('leaves the signatures that the document came with as they were', async () => {
      const first = await seal('B-LTA');
      const { verdict, checks } = await verifyFile(await seal('B-LTA', signer, first), trusting());
      expect(checks.filter(({ result }) => result === 'fail')).toEqual([]);
      expect(verdict).toBe('good');
    });

    it('is renewed by a later timestamp, which proves the one before and leaves every byte as it was', async () => {
      const first = await seal('B-LTA');
      authority.asked.length = 0;
      const renewed = await sealing.renew(first, { url: authority.timestampUrl });
      expect(renewed.bytes.subarray(0, first.length).equals(first)).toBe(true);
      expect(authority.asked).toEqual(['/ocsp', '/tsa']); // of the timestamp alone: that of the seal is proved already
      expect(await levelOf(renewed.bytes)).toMatch(/^good: PAdES B-LTA: /);
      expect(isRenewed(renewed.bytes, first.length)).toBe(true);
      expect(isRenewed(await seal('B-T', signer, first), first.length)).toBe(false); // sealed once more is another document
      expect(isRenewed(await drawnOver(renewed.bytes), first.length)).toBe(false);
      const again = await sealing.renew(renewed.bytes, { url: authority.timestampUrl });
      const { verdict, checks } = await verifyFile(again.bytes, trusting());
      expect(verdict).toBe('good');
      expect(checks.filter(({ check, result }) => check === 'pdf.timestamp' && result === 'pass')).toHaveLength(4);
      writeFileSync(join(folder, 'renewed.pdf'), again.bytes);
      const fields = (await PDF.load(again.bytes)).getForm()!.getSignatureFields();
      expect(fields.map(({ name }) => name)).toEqual([
        'Placet_Seal_1',
        'Placet_Timestamp_1',
        'Placet_Timestamp_2',
        'Placet_Timestamp_3',
      ]);
      expect(run('pdfsig', '-nocert', 'renewed.pdf').match(/Signature is Valid/g)).toHaveLength(1);
    });

    it('is not renewed where no timestamp lies behind the seal, or the responder is away', async () => {
      const service = { url: authority.timestampUrl };
      await expect(sealing.renew(await seal('B-LT'), service)).rejects.toThrow('No timestamp lies behind its seal');
      const first = await seal('B-LTA');
      authority.down.add('/ocsp');
      await expect(sealing.renew(first, service)).rejects.toThrow(
        /^Whether the certificate of CN=Placet test timestamps/,
      );
    });

    it('is proved until the certificate of its last timestamp ends', async () => {
      const { validTo } = new X509Certificate(authority.timestampCertificate());
      expect(provedUntil(await seal('B-LTA'))).toEqual(new Date(validTo));
      expect(provedUntil(await seal('B-LT'))).toBeNull();
    });

    it('has evidence beside a signed document that names it as it is at that level, and reaches that level too', async () => {
      const original = await signedBy('Author', pdfs.a4());
      const { bytes, sha256, evidence } = await sealing.seal({
        ...{ original, marks: [], signer, at: new Date(), reason: 'Sealed', level: 'B-LTA' },
        ...{ evidence: evidencePages(), timestampService: { url: authority.timestampUrl } },
      });
      expect(await levelOf(bytes)).toMatch(/PAdES B-LTA: /);
      expect(await levelOf(evidence!.bytes)).toMatch(/^good: PAdES B-LTA: /);
      expect(evidence!.bytes.includes(`Evidence of the document with the SHA-256 ${sha256}`)).toBe(true);
    });

    it('does not hide a change behind what proves it', async () => {
      for (const level of ['B-LT', 'B-LTA'] as const) {
        const bytes = await seal(level);
        for (const more of ['\n', '% appended', '\n1 0 obj <</ByteRange [0 1 2 3] /Contents <00>>> endobj'])
          expect(await saidOf(Buffer.concat([bytes, Buffer.from(more)]), trusting())).toMatch(/^wrong: pdf.range/);
        expect(await saidOf(await drawnOver(bytes), trusting())).toMatch(/^wrong: pdf.range/);
        const titled = await changedBy(bytes, (pdf) => void pdf.context.catalog.getDict().delete('DSS'));
        expect(await saidOf(titled, trusting())).toMatch(/^wrong: pdf.range/);
        for (const at of [40, 200, bytes.indexOf('/ByteRange') + 14, bytes.indexOf('/Contents <') + 300]) {
          const changed = Buffer.from(bytes);
          changed[at] ^= 1;
          expect(await saidOf(changed, trusting())).toMatch(/^wrong/);
        }
      }
      const drawn = await drawnOver(await seal('B-LTA'));
      await expect(sealing.renew(drawn, { url: authority.timestampUrl })).rejects.toThrow(
        /the seal does not cover the document: what lies behind it changes/,
      );
    });
  },
);
