import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithJudge } from '../../../../test/support/judges';
import { aPdf, pdfs } from '../../../../test/support/pdfs';
import { sealingForSuite } from '../../../../test/support/sealing';
import type { SealMark } from './sealing-job';

const box = { x: 60, y: 600, width: 200, height: 60 };
const suite = sealingForSuite();
const { sealing, folder } = suite;

/** Sealed with a mark; the guard has seen it in its place with PDFium, and that nothing else changed. */
async function sealed(original: Buffer, mark: Partial<SealMark> = {}): Promise<string> {
  const marks: SealMark[] = [{ pageIndex: 0, kind: 'TEXT', text: 'Ana Silva', box, ...mark }];
  const at = new Date('2026-05-02T14:00:00Z');
  const { bytes } = await sealing.seal({ original, marks, evidence: null, signer: suite.signer, at, reason: 'Sealed' });
  const path = join(folder, 'sealed.pdf');
  writeFileSync(path, bytes);
  return path;
}

const COVERED = '6 0 R';
/** A page with something filled over the place; `kind` is what it is, `form` more entries of the form. */
const coveredBy = (kind: string, form = ''): Buffer =>
  aPdf()
    .withCatalog((pdf) => {
      const look = pdf.addStream('0.8 0.9 1 rg 0 0 300 100 re f', '/Type /XObject /Subtype /Form /BBox [0 0 300 100]');
      const rest = `/F 4 /Rect [50 170 350 270] /DA (/Helv 12 Tf 0 g) /MK << /BG [0.8 0.9 1] >> /AP << /N ${look} >>`;
      pdf.add(`<< /Type /Annot ${kind} ${rest} >>`);
      return `/AcroForm << /Fields [${COVERED}] ${form} >>`;
    })
    .page({ more: `/Annots [${COVERED}]` })
    .build();

const FIELD = '/Subtype /Widget /FT /Tx /T (field)';
const PAGES: [string, () => Buffer][] = [
  ['leaves a transformation open', () => aPdf().page({ content: 'q q 0.5 0 0 0.5 50 50 cm 0 0 m' }).build()],
  ['leaves a text open', () => aPdf().page({ content: 'BT /F1 16 Tf 3 Tr 40 700 Td (Hidden) Tj' }).build()],
  ['closes more than it opened', () => aPdf().page({ content: 'Q Q ET EMC 2 w' }).build()],
  ['clips everything away', () => aPdf().page({ content: '0 0 1 1 re W n' }).build()],
  ['has a field with a background in the place', () => coveredBy(FIELD)],
  ['has such a field and asks for new appearances', () => coveredBy(FIELD, '/NeedAppearances true')],
  ['has a square in the place', () => coveredBy('/Subtype /Square')],
  ['has a stamp in the place', () => coveredBy('/Subtype /Stamp')],
];

/** Pixels of the place that are as dark as the ink, as a program draws it at 72 dpi. */
function darkIn(path: string, program: 'pdftoppm' | 'mutool'): number {
  const picture = join(folder, 'page.ppm');
  const silent = { stdio: 'ignore' as const };
  if (program === 'mutool') execFileSync('mutool', ['draw', '-q', '-r', '72', '-o', picture, path, '1'], silent);
  else execFileSync('pdftoppm', ['-r', '72', '-singlefile', path, picture.replace('.ppm', '')], silent);
  const ppm = readFileSync(picture);
  const [head, width] = /^P6\s+(\d+)\s+\d+\s+255\s/.exec(ppm.toString('latin1', 0, 40))!;
  let dark = 0;
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = head.length + (y * Number(width) + x) * 3;
      if (Math.max(ppm[at], ppm[at + 1], ppm[at + 2]) < 150) dark++;
    }
  return dark;
}

describeWithJudge('mutool', 'mupdf-tools', 'A mark', () => {
  it.each(PAGES)('is seen by every program on a page that %s', async (_page, original) => {
    const path = await sealed(original());
    expect(darkIn(path, 'pdftoppm')).toBeGreaterThan(30);
    expect(darkIn(path, 'mutool')).toBeGreaterThan(30);
  });

  it.each(['محمد علي', 'דוד לוי', 'सुरेश कुमार', 'ประวิทย์ น้ำใจ', 'ক্ষমা', 'சுப்பிரமணியன்'])(
    'in a shaped script is text that can be found: %s',
    async (text) => {
      const path = await sealed(pdfs.a4(), { text });
      const read = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\p{Cf}/gu, '');
      for (const word of text.split(' ')) expect(read).toContain(word);
      expect(execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' }).trim().split('\n')).toHaveLength(2);
    },
  );

  it('shows no gap for a letter that has no width', async () => {
    const path = await sealed(pdfs.a4(), { text: 'Ana\u200b\ufeff\u00ad Sil\u2060va' });
    expect(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })).toContain('Ana Silva');
  });
});

describe('An empty signature field of the document', () => {
  it('stays as it was', async () => {
    const original = aPdf()
      .withCatalog((pdf) => {
        pdf.add('<< /Type /Annot /Subtype /Widget /FT /Sig /T (Theirs) /F 4 /Rect [300 300 500 350] >>');
        return '/AcroForm << /Fields [5 0 R] >>';
      })
      .page({ more: '/Annots [5 0 R]' })
      .build();
    const file = readFileSync(await sealed(original))
      .subarray(original.length)
      .toString('latin1');
    expect(file).not.toMatch(/^5 0 obj/m);
    expect(file).toMatch(/\/T \(Placet_Seal_1\)/);
  });
});
