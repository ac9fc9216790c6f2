import { deflateSync } from 'node:zlib';
import { PdfWriter } from '../../../../test/support/pdf-writer';
import { aPdf, pdfs } from '../../../../test/support/pdfs';
import { openForDrawing, type Drawing } from '.';
import { Pdfium } from './pdfium';
import { STAND_INS } from './stand-in-fonts';

const RED = [255, 0, 0];
const WHITE = [255, 255, 255];

const redBox = (x: number, y: number, side: number): string => `1 0 0 rg ${x} ${y} ${side} ${side} re f`;

function pixel({ rgba, width }: Drawing, x: number, y: number): number[] {
  return [...rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)];
}

/** How many pixels are not white. */
function ink({ rgba }: Drawing): number {
  let count = 0;
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at] + rgba[at + 1] + rgba[at + 2] < 600) count++;
  return count;
}

async function drawn(pdf: Buffer, dpi = 72): Promise<Drawing> {
  const document = await openForDrawing(pdf);
  try {
    return document.page(0).draw({ dpi });
  } finally {
    document.close();
  }
}

async function missingOn(pdf: Buffer) {
  const document = await openForDrawing(pdf);
  try {
    return document.page(0).missing();
  } finally {
    document.close();
  }
}

/** A page of 200 x 100 points that writes one line in /F. */
function writing(font: (pdf: PdfWriter) => string, line: string): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const content = pdf.addStream(`BT /F 24 Tf 10 40 Td ${line} Tj ET`);
  const page = `/MediaBox [0 0 200 100] /Resources << /Font << /F ${font(pdf)} >> >> /Contents ${content}`;
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${pdf.add(`<< /Type /Page /Parent ${node} ${page} >>`)}] >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

/** A font of an Adobe character collection, named only. */
const named = (name: string, ordering: string, encoding: string) => (pdf: PdfWriter) => {
  const flags = '/Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80';
  const descriptor = pdf.add(`<< /Type /FontDescriptor /FontName /${name} ${flags} >>`);
  const system = `/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >>`;
  const descendant = `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} ${system} /FontDescriptor ${descriptor} >>`;
  return pdf.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /${encoding} /DescendantFonts [${pdf.add(descendant)}] >>`,
  );
};

/** A font that is named only, of letters by their glyph names. */
const encoded = (name: string, glyphs: string[]) => () => {
  const widths = `/FirstChar 65 /LastChar ${64 + glyphs.length} /Widths [${glyphs.map(() => 600).join(' ')}]`;
  const encoding = `/Encoding << /Type /Encoding /Differences [65 ${glyphs.map((glyph) => `/${glyph}`).join(' ')}] >>`;
  return `<< /Type /Font /Subtype /TrueType /BaseFont /${name} ${widths} ${encoding} >>`;
};

const utf16 = (text: string): string => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** A page that is one picture. */
function pictured(data: Buffer, entries: string): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const picture = pdf.addStream(
    data,
    `/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 ${entries}`,
  );
  const content = pdf.addStream('200 0 0 100 0 0 cm /I Do');
  const page = `/MediaBox [0 0 200 100] /Resources << /XObject << /I ${picture} >> >> /Contents ${content}`;
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${pdf.add(`<< /Type /Page /Parent ${node} ${page} >>`)}] >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

describe('A drawing', () => {
  it('is the page as a viewer shows it: cropped, then turned', async () => {
    const pdf = aPdf()
      .page({ cropBox: [100, 100, 300, 200], rotate: 90, content: redBox(100, 100, 20) })
      .build();
    const drawing = await drawn(pdf);
    expect([drawing.width, drawing.height]).toEqual([100, 200]);
    expect(pixel(drawing, 5, 5)).toEqual(RED);
    expect(pixel(drawing, 50, 150)).toEqual(WHITE);
  });

  it('is no larger than memory allows', async () => {
    const huge = await drawn(
      aPdf()
        .page({ mediaBox: [0, 0, 14400, 14400] })
        .build(),
      300,
    );
    expect(huge.width * huge.height).toBeLessThanOrEqual(24_100_000);
  });

  it('has the annotations and form fields that lie on it', async () => {
    const form = (pdf: PdfWriter): string => {
      const look = pdf.addStream('1 0 0 rg 0 0 50 50 re f', '/Type /XObject /Subtype /Form /BBox [0 0 50 50]');
      const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [0 0 50 50] /AP << /N ${look} >> >>`;
      const square = `<< /Type /Annot /Subtype /Square /F 4 /Rect [100 0 150 50] /AP << /N ${look} >> >>`;
      const [widget, annotation] = [pdf.add(field), pdf.add(square)];
      const content = pdf.addStream('');
      const node = pdf.reserve();
      const page = `/MediaBox [0 0 200 100] /Contents ${content} /Annots [${widget} ${annotation}]`;
      pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${pdf.add(`<< /Type /Page /Parent ${node} ${page} >>`)}] >>`);
      return `<< /Type /Catalog /Pages ${node} /AcroForm << /Fields [${widget}] >> >>`;
    };
    const pdf = new PdfWriter();
    const drawing = await drawn(pdf.write(pdf.add(form(pdf))));
    expect([pixel(drawing, 25, 75), pixel(drawing, 125, 75), pixel(drawing, 75, 75)]).toEqual([RED, RED, WHITE]);
  });

  it.each([
    ['Japanese', named('HeiseiKakuGo-W5', 'Japan1', 'UniJIS-UCS2-H'), utf16('契約書に署名')],
    ['Japanese in Shift-JIS', named('MS-Mincho', 'Japan1', '90ms-RKSJ-H'), '<8c5f96f18f91>'],
    ['simplified Chinese', named('STSong-Light', 'GB1', 'UniGB-UCS2-H'), utf16('请签署合同')],
    ['traditional Chinese', named('MSung-Light', 'CNS1', 'UniCNS-UCS2-H'), utf16('請簽署合約')],
    ['Korean', named('HYSMyeongJo-Medium', 'Korea1', 'UniKS-UCS2-H'), utf16('계약서에 서명')],
    ['Cyrillic', encoded('Arial', ['afii10024', 'afii10031', 'afii10066']), '(ABC)'],
    ['Greek', encoded('TimesNewRoman', ['Alpha', 'beta', 'gamma']), '(ABC)'],
    ['Arabic', encoded('TraditionalArabic', ['afii57415', 'afii57416', 'afii57419']), '(ABC)'],
    ['Thai', encoded('AngsanaNew', ['uni0E01', 'uni0E02', 'uni0E04']), '(ABC)'],
    ['Devanagari', encoded('Mangal', ['uni0915', 'uni0916', 'uni0917']), '(ABC)'],
    ['Hebrew', encoded('CourierNew', ['afii57664', 'afii57665', 'afii57666']), '(ABC)'],
  ])('has letters of fonts that the document only names: %s', async (_, font, line) => {
    const pdf = writing(font, line);
    const empty = writing(font, '()');
    expect(ink(await drawn(pdf))).toBeGreaterThan(ink(await drawn(empty)) + 100);
    expect(await missingOn(pdf)).toEqual([]);
  });

  it('tells a font whose letters nobody here has', async () => {
    const runes = writing(encoded('Runes', ['uni16A0', 'uni16A1']), '(AB)');
    expect(await missingOn(runes)).toEqual([{ what: 'FONT', name: 'Runes' }]);
  });

  it('tells a picture that cannot be decoded, and no other', async () => {
    const good = pictured(deflateSync(Buffer.alloc(16, 120)), '/ColorSpace /DeviceGray /Filter /FlateDecode');
    expect(await missingOn(good)).toEqual([]);
    const broken = pictured(Buffer.from('no picture at all'), '/Filter /JPXDecode');
    expect(await missingOn(broken)).toEqual([{ what: 'PICTURE', count: 1 }]);
  });

  it('comes with what is written, line by line and where it is', async () => {
    const lines = 'BT /F1 20 Tf 50 700 Td (First line) Tj 0 -30 Td (Second) Tj ET';
    const document = await openForDrawing(aPdf().page({ content: lines }).build());
    const { text, runs } = document.page(0).text();
    document.close();
    expect(text).toBe('First line\nSecond');
    expect(runs[0]).toMatchObject({ text: 'First line', x: expect.closeTo(50, -1) });
    expect(runs[0].y).toBeLessThan(842 - 700);
    expect(runs[0].y + runs[0].height).toBeGreaterThan(842 - 700);
    expect(runs[1].y - runs[0].y).toBeCloseTo(30, 0);
  });

  it('of many pages takes no more memory than of one', async () => {
    const document = await openForDrawing(pdfs.pages(60));
    document.page(0).draw({ dpi: 72 });
    const { memory } = await Pdfium.loaded();
    for (let index = 1; index < document.pageCount; index++) document.page(index).draw({ dpi: 72 });
    document.close();
    expect((await Pdfium.loaded()).memory.length).toBe(memory.length);
  });

  it('is refused with its reason', async () => {
    await expect(openForDrawing(Buffer.from('%PDF-1.7 nothing'))).rejects.toMatchObject({ reason: 'CORRUPT' });
    await expect(openForDrawing(Buffer.alloc(0))).rejects.toMatchObject({ reason: 'CORRUPT' });
  });

  it('is made by another PDFium after one has failed', async () => {
    const failed = await Pdfium.loaded();
    const trap = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    expect(() => failed.guard(trap)).toThrow(expect.objectContaining({ reason: 'CRASHED' }));
    expect(await Pdfium.loaded()).not.toBe(failed);
    expect(ink(await drawn(pdfs.a4()))).toBeGreaterThan(0);
  });
});

describe('The fonts that take the place of others', () => {
  it('are told apart by their size', () => {
    expect(new Set(STAND_INS.map(({ size }) => size)).size).toBe(STAND_INS.length);
  });
});
