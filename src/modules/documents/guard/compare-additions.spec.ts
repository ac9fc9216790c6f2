import { PDF, PdfString } from '@libpdf/core';
import { evidencePages } from '../../../../test/support/evidence-pages';
import { aPdf, pdfs } from '../../../../test/support/pdfs';
import { aSealSigner } from '../../../../test/support/seal-signer';
import { changedBy, drawnOver, signedBy, withStore } from '../../../../test/support/signed-pdfs';
import { evidenceDocument } from '../sealing/evidence-document';
import { SealedDocuments } from '../sealing/sealed-documents';
import { DocumentGuard } from './document-guard';
import { compareDocuments, type Comparison } from './compare-documents';

const guard = new DocumentGuard();
const sealing = new SealedDocuments(guard);
afterAll(async () => {
  await sealing.onModuleDestroy();
  await guard.onModuleDestroy();
});

const compared = async (original: Buffer, result: Uint8Array, as: Comparison['as']): Promise<string[]> => {
  const files = { original: new Uint8Array(original), result: new Uint8Array(result) };
  return (await compareDocuments({ ...files, as, marks: [] })).map(({ rule, detail }) => `${rule}: ${detail}`);
};

describe('The guard, of what was put behind a seal to prove it longer', () => {
  let sealed: Buffer;
  beforeAll(async () => {
    sealed = await signedBy('Server', pdfs.a4());
  });
  const extended = async (change: (bytes: Buffer) => Promise<Buffer>) =>
    compared(sealed, await change(sealed), 'EXTENDED');

  it('finds nothing where it is a store of certificates', async () => {
    expect(await extended(withStore)).toEqual([]);
  });

  it.each<[string, (bytes: Buffer) => Promise<Buffer>, RegExp]>([
    [
      'a page that was drawn over',
      drawnOver,
      /seal: the seal does not cover the document: what lies behind it changes/,
    ],
    ['a page more', (bytes) => changedBy(bytes, (pdf) => void pdf.addPage()), /pages: 1 pages before, 2 after/],
    ['a signature of another kind', (bytes) => signedBy('Stranger', bytes), /seal: what was put .* no good timestamp/],
    ['a changed beginning', (bytes) => Promise.resolve(flipped(bytes, 12)), /objects: it does not begin with/],
  ])('catches %s', async (_, change, said) => {
    expect((await extended(change)).join('\n')).toMatch(said);
  });

  it('catches a document that was never sealed', async () => {
    const bare = pdfs.a4();
    expect(await compared(bare, await withStore(bare), 'EXTENDED')).toEqual(['seal: there was no seal']);
  });
});

describe('The guard, of evidence beside a signed document', () => {
  let document: Buffer;
  let evidence: Buffer;
  beforeAll(async () => {
    const original = await signedBy('Author', pdfs.a4());
    const signer = await aSealSigner();
    const made = await sealing.seal({
      ...{ original, marks: [], evidence: evidencePages(), signer },
      ...{ at: new Date('2026-05-02T14:00:00Z'), reason: 'Sealed' },
    });
    [document, evidence] = [made.bytes, made.evidence!.bytes];
  });

  it('finds nothing where it names it and is sealed', async () => {
    expect(await compared(document, evidence, 'EVIDENCE')).toEqual([]);
  });

  it('catches that of another document', async () => {
    const findings = await compared(Buffer.concat([document, Buffer.from('\n')]), evidence, 'EVIDENCE');
    expect(findings.join('\n')).toMatch(
      /seal: its signature does not name the document.*\ntext: it does not say the digest/,
    );
  });

  it('catches one without a seal, with a page more, or changed', async () => {
    const bare = await evidenceDocument(evidencePages(), 'ab'.repeat(32), 'NONE');
    expect(await compared(document, bare, 'EVIDENCE')).toContain('seal: the seal is not there');
    const longer = await changedBy(evidence, (pdf) => void pdf.addPage());
    expect((await compared(document, longer, 'EVIDENCE')).join('\n')).toMatch(
      /seal: the seal does not cover.*\n.*nothing is to be seen on it/,
    );
    expect(await compared(document, flipped(evidence, 12), 'EVIDENCE')).toContain('seal: the seal is not good');
  });
});

describe('The guard, of a copy that is to be used in the place of what was given', () => {
  const LETTERS = 'BT /F1 16 Tf 40 700 Td (What was read) Tj ET';
  const link = (address: string) => `<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${address}) >> >>`;
  const field = (name: string, value: string) =>
    aPdf()
      .page({ content: LETTERS, more: `/Annots [6 0 R ${link('https://a.example/')}]` })
      .withCatalog((pdf) => {
        const look = pdf.addStream('0 0 100 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 100 20]');
        const entries = `/FT /Tx /T (${name}) /V (${value}) /Rect [50 50 150 70] /AP << /N ${look} >>`;
        return `/AcroForm << /Fields [${pdf.add(`<< /Type /Annot /Subtype /Widget ${entries} >>`)}] >>`;
      })
      .build();
  const page = (content: string, more = '') => aPdf().page({ content, more }).build();

  it('finds nothing where it looks and reads the same, whatever its bytes are', async () => {
    const given = field('amount', '100');
    const pdf = await PDF.load(new Uint8Array(given));
    pdf.context.catalog.getDict().set('Lang', PdfString.fromString('en'));
    const copy = Buffer.from(await pdf.save());
    expect(copy.equals(given)).toBe(false);
    expect(await compared(given, copy, 'COPY')).toEqual([]);
  });

  it.each<[string, Buffer, Buffer, RegExp]>([
    ['a picture that is another', page(LETTERS), page(`${LETTERS} 0 0 50 50 re f`), /changed: \d+ pixels changed/],
    [
      'letters that are gone unseen',
      page(`${LETTERS} BT /F1 9 Tf 3 Tr 9 9 Td (x) Tj ET`),
      page(LETTERS),
      /text: the text is another/,
    ],
    ['a page more', page(LETTERS), aPdf().page({ content: LETTERS }).page().build(), /pages: 1 pages before, 2 after/],
    [
      'a link that leads elsewhere',
      page(LETTERS, `/Annots [${link('https://a.example/')}]`),
      page(LETTERS, `/Annots [${link('https://b.example/')}]`),
      /annotations: 1 of Link https:\/\/a.example\/ before, 0 after/,
    ],
    [
      'a field with another value',
      field('amount', '100'),
      field('amount', '900'),
      /annotations: 1 of Widget amount "100" before, 0 after/,
    ],
    [
      'a field with another name',
      field('amount', '100'),
      field('total', '100'),
      /annotations: 1 of Widget amount "100" before, 0 after/,
    ],
  ])('catches %s', async (_, given, copy, said) => {
    expect((await compared(given, copy, 'COPY')).join('\n')).toMatch(said);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] ^= 1;
  return changed;
}
