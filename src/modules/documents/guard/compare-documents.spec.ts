import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PDFPage, PdfStream } from '@libpdf/core';
import { PdfWriter } from '../../../../test/support/pdf-writer';
import { A4, aPdf } from '../../../../test/support/pdfs';
import { aSealSigner } from '../../../../test/support/seal-signer';
import { DocumentFonts } from '../sealing/document-fonts';
import { drawMarks } from '../sealing/draw-marks';
import { OwnFields } from '../sealing/own-fields';
import type { SealMark } from '../sealing/sealing-job';
import { readPages } from '../page-tree';
import { compareDocuments, pagesToLookAt } from './compare-documents';
import type { Finding } from './finding';

const at = new Date('2026-05-02T14:00:00Z');
const mark: SealMark = {
  ...{ pageIndex: 0, kind: 'TEXT', text: 'Ana Silva' },
  box: { x: 60, y: 600, width: 200, height: 60 },
};
const inPageSpace = { x: 60, y: A4[3] - 650, size: 14 };
const LETTERS = 'BT /F1 16 Tf 40 700 Td (What was read) Tj ET';

let signer: Awaited<ReturnType<typeof aSealSigner>>;
beforeAll(async () => {
  signer = await aSealSigner();
});

type Fault = (pdf: PDF, page: PDFPage) => void;
const resolving = (pdf: PDF) => (ref: Parameters<PDF['context']['resolve']>[0]) => pdf.context.resolve(ref);

/** A document sealed by drawing code of the test's own: as ours does it, or with a fault. */
async function sealedWith(original: Buffer, draw: Fault, fieldName = 'own'): Promise<Uint8Array> {
  const pdf = await PDF.load(new Uint8Array(original), { lenient: false });
  draw(pdf, pdf.getPage(0)!);
  const drawn = await pdf.save({ incremental: true });
  const again = await PDF.load(drawn, { lenient: false });
  const { bytes } = await again.sign({
    signer: { ...signer, signatureAlgorithm: 'ECDSA' },
    signingTime: at,
    fieldName,
  });
  return bytes;
}

const rightly: Fault = (pdf) => {
  const [fonts, fields] = [new DocumentFonts(pdf), new OwnFields(pdf, 'ab'.repeat(32))];
  drawMarks(pdf, readPages(pdf), [mark], fonts, fields);
  fields.finish();
  fonts.finish();
};

const compared = async (original: Buffer, draw: Fault, marks = [mark]): Promise<Finding[]> =>
  compareDocuments({
    original: new Uint8Array(original),
    result: await sealedWith(original, draw),
    as: 'SEALED',
    marks,
  });

const plain = () => aPdf().page({ content: LETTERS }).page({ content: LETTERS }).build();

describe('The guard', () => {
  it('finds nothing in a document that was sealed as it should be', async () => {
    expect(await compared(plain(), rightly)).toEqual([]);
  });

  it.each<[string, Buffer | (() => Buffer), Fault, Finding['rule'], string | RegExp]>([
    [
      'a page without what it inherits',
      inheriting,
      (pdf, page) => {
        rightly(pdf, page);
        page.dict.set('Resources', new PdfDict());
      },
      'objects',
      /the page is another: Resources/,
    ],
    [
      'a mark below a field with a background',
      () => coveredBy('/Subtype /Widget /FT /Tx /T (field)'),
      (_pdf, page) => page.drawText('Ana Silva', inPageSpace),
      'mark',
      /nothing is to be seen/,
    ],
    [
      'a mark below another annotation',
      () => coveredBy('/Subtype /Square'),
      (_pdf, page) => page.drawText('Ana Silva', inPageSpace),
      'mark',
      /nothing is to be seen/,
    ],
    [
      'a mark that the page has moved',
      () =>
        aPdf()
          .page({ content: `q 0.5 0 0 0.5 0 0 cm ${LETTERS}` })
          .build(),
      (pdf, page) => appendContent(pdf, page, `BT /F1 14 Tf ${inPageSpace.x} ${inPageSpace.y} Td (Ana Silva) Tj ET`),
      'changed',
      /outside the places/,
    ],
    [
      'a mark that shrank',
      plain,
      (_pdf, page) => page.drawText('Ana Silva', { ...inPageSpace, size: 4 }),
      'mark',
      /not the whole mark/,
    ],
    ['no mark at all', plain, () => undefined, 'mark', /nothing is to be seen/],
    [
      'a page of which letters are gone',
      plain,
      (pdf, page) => {
        rightly(pdf, page);
        page.dict.set('Contents', pdf.context.register(PdfStream.fromDict({}, new Uint8Array())));
      },
      'text',
      /the text is another/,
    ],
    [
      'a field that is gone',
      () => coveredBy('/Subtype /Widget /FT /Tx /T (field)'),
      (pdf, page) => {
        rightly(pdf, page);
        const list = page.dict.get('Annots', resolving(pdf)) as PdfArray;
        page.dict.set('Annots', new PdfArray([list.at(list.length - 1)!]));
      },
      'annotations',
      /the annotations are not all there/,
    ],
    [
      'a page that no mark was for',
      plain,
      (pdf, page) => {
        rightly(pdf, page);
        pdf.getPage(1)!.dict.set('UserUnit', PdfNumber.of(1));
      },
      'objects',
      /objects were rewritten/,
    ],
    [
      'another turn of the page',
      plain,
      (pdf, page) => {
        rightly(pdf, page);
        page.dict.set('Rotate', PdfNumber.of(90));
      },
      'pages',
      /points before/,
    ],
    [
      'a catalog with something else in it',
      plain,
      (pdf, page) => {
        rightly(pdf, page);
        pdf.context.catalog.getDict().set('PageMode', PdfName.of('FullScreen'));
      },
      'objects',
      /the catalog is another: PageMode/,
    ],
  ])('catches %s', async (_fault, original, draw, rule, said) => {
    const findings = await compared(typeof original === 'function' ? original() : original, draw);
    expect(findings).toContainEqual(expect.objectContaining({ rule, detail: expect.stringMatching(said) }));
  });

  it('catches a document that was written anew, and a seal that is missing, wrong or not over everything', async () => {
    const original = plain();
    const good = await sealedWith(original, rightly);
    const rulesOf = async (result: Uint8Array) =>
      (await compareDocuments({ original: new Uint8Array(original), result, as: 'SEALED', marks: [mark] })).map(
        ({ rule }) => rule,
      );
    const changed = good.slice();
    changed[changed.length - 400] ^= 1;
    expect(await rulesOf(changed)).toContain('seal');
    const pdf = await PDF.load(good.slice(), { lenient: false });
    pdf.getPage(0)!.drawText('More', { x: 300, y: 300 });
    expect(await rulesOf(await pdf.save({ incremental: true }))).toEqual(expect.arrayContaining(['seal', 'changed']));
    const unsealed = await PDF.load(new Uint8Array(original), { lenient: false });
    rightly(unsealed, unsealed.getPage(0)!);
    expect(await rulesOf(await unsealed.save({ incremental: true }))).toEqual(['seal']);
    const anew = await PDF.load(new Uint8Array(original), { lenient: false });
    rightly(anew, anew.getPage(0)!);
    expect(await rulesOf(await anew.save())).toContain('objects');
  });

  it('catches an earlier signature that is not good any more', async () => {
    const original = Buffer.from(await sealedWith(plain(), () => undefined, 'first'));
    const result = await sealedWith(original, rightly);
    const compare = () => compareDocuments({ original: new Uint8Array(original), result, as: 'SEALED', marks: [mark] });
    expect(await compare()).toEqual([]);
    result[12] ^= 1; // in the comment behind the first line
    expect((await compare()).map(({ rule }) => rule)).toEqual(['objects', 'earlier_signature', 'seal']);
  });

  it('looks at each page with a mark, and at some of the others', () => {
    expect(pagesToLookAt(500, new Set([3, 400]), 2)).toEqual([0, 3, 400, 499]);
    expect(pagesToLookAt(2, new Set([0, 1]), 2)).toEqual([0, 1]);
    expect(pagesToLookAt(3, new Set(), 40)).toEqual([0, 1, 2]);
  });
});

/** The number of what `coveredBy` adds: two objects behind those of one page. */
const FIELD = '6 0 R';

/** A page with something filled over the place. */
function coveredBy(kind: string): Buffer {
  return aPdf()
    .withCatalog((pdf) => {
      const look = pdf.addStream('0.8 0.9 1 rg 0 0 300 100 re f', '/Type /XObject /Subtype /Form /BBox [0 0 300 100]');
      pdf.add(`<< /Type /Annot ${kind} /F 4 /Rect [50 170 350 270] /AP << /N ${look} >> >>`);
      return `/AcroForm << /Fields [${FIELD}] >>`;
    })
    .page({ content: LETTERS, more: `/Annots [${FIELD}]` })
    .build();
}

/** A page that has its font from the node above. */
function inheriting(): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const content = pdf.addStream(LETTERS);
  const page = pdf.add(`<< /Type /Page /Parent ${node} /MediaBox [${A4.join(' ')}] /Contents ${content} >>`);
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${page}] /Resources << /Font << /F1 ${font} >> >> >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

function appendContent(pdf: PDF, page: PDFPage, operators: string): void {
  const before = page.dict.get('Contents')!;
  const more = pdf.context.register(PdfStream.fromDict({}, Buffer.from(operators)));
  page.dict.set('Contents', new PdfArray([before, more]));
}
