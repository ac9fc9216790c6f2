import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, PdfString } from '@libpdf/core';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { subsetOf } from './harfbuzz';
import { shapeLine } from './shaped-line';
import { asDrawn } from './typesetting';
import type { Face, FontFile } from './typefaces';

/** Where text begins: the left end of its baseline, turned counter-clockwise by `angle` degrees. */
export interface TextPlace {
  x: number;
  y: number;
  angle: number;
  size: number;
  colour: string;
}

/** What was set in one font: each letter form under a code of its own, with the letters it shows. */
interface UsedFont {
  ref: PdfRef;
  name: string;
  codes: Map<string, number>;
  forms: { id: number; text: string; advance: number }[];
}

/**
 * The fonts that a document is given: embedded, with the letter forms that it uses and with what they show (ToUnicode), so
 * that text in any script can be searched and read out. Drawn first, written by `finish` when every line is there.
 */
export class DocumentFonts {
  private readonly used = new Map<FontFile, UsedFont>();

  constructor(private readonly pdf: PDF) {}

  /** The operators that draw a line; `resources` is told which fonts they name. */
  line(text: string, face: Face, { x, y, angle, size, colour }: TextPlace, resources: Map<string, PdfRef>): string {
    const { glyphs } = shapeLine(asDrawn(text, face), face)!;
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
    let operators = `BT ${fill(colour)} ${[cos, sin, -sin, cos, x, y].map(number).join(' ')} Tm`;
    let pen = 0;
    let shown = '';
    let font: UsedFont | undefined;
    let rise = 0;
    const flush = (): void => {
      if (shown) operators += ` [${shown}] TJ`;
      shown = '';
    };
    for (const glyph of glyphs) {
      const next = this.fontOf(glyph.file);
      if (next !== font || glyph.y !== rise) {
        flush();
        if (next !== font) operators += ` /${next.name} ${number(size)} Tf`;
        if (glyph.y !== rise) operators += ` ${number((glyph.y * size) / 1000)} Ts`;
        [font, rise] = [next, glyph.y];
        resources.set(next.name, next.ref);
      }
      if (Math.abs(glyph.x - pen) > 0.5) shown += number(pen - glyph.x);
      shown += `<${codeOf(next, glyph).toString(16).padStart(4, '0')}>`;
      pen = glyph.x + glyph.advance;
    }
    flush();
    return `${operators} ET`;
  }

  /** Writes the fonts down. */
  finish(): void {
    for (const [file, used] of this.used) {
      const objects = fontObjects(file, used, (object) => this.pdf.context.register(object));
      const font = this.pdf.context.resolve(used.ref) as PdfDict;
      for (const [key, value] of objects) font.set(key, value);
    }
  }

  private fontOf(file: FontFile): UsedFont {
    const known = this.used.get(file);
    if (known) return known;
    const ref = this.pdf.context.register(new PdfDict());
    const used = { ref, name: `F${this.used.size}`, codes: new Map<string, number>(), forms: [] };
    this.used.set(file, used);
    return used;
  }
}

/** Code 0 stays free: it is what a font shows for what it lacks. */
function codeOf(font: UsedFont, { id, text, advance }: { id: number; text: string; advance: number }): number {
  const key = `${id} ${advance} ${text}`;
  const known = font.codes.get(key);
  if (known !== undefined) return known;
  font.forms.push({ id, text, advance });
  font.codes.set(key, font.forms.length);
  return font.forms.length;
}

function fontObjects(
  file: FontFile,
  { forms }: UsedFont,
  register: (object: PdfDict) => PdfRef,
): [string, PdfName | PdfArray | PdfRef][] {
  const program = subsetOf(file.bytes, new Set(forms.map(({ id }) => id)));
  const tag = createHash('sha256').update(program).digest('hex').slice(0, 6);
  const name = `${tag.replace(/./g, (digit) => String.fromCharCode(65 + parseInt(digit, 16)))}+${postScriptName(file.bytes)}`;
  const glyphOfCode = Buffer.alloc(2 * (forms.length + 1));
  forms.forEach(({ id }, index) => glyphOfCode.writeUInt16BE(id, 2 * (index + 1)));
  const descriptor = PdfDict.of({
    Type: PdfName.of('FontDescriptor'),
    FontName: PdfName.of(name),
    Flags: PdfNumber.of(4),
    ...metricsOf(file.bytes),
    ItalicAngle: PdfNumber.of(0),
    StemV: PdfNumber.of(80),
    FontFile2: register(deflated(program, { Length1: PdfNumber.of(program.length) })),
  });
  const descendant = PdfDict.of({
    Type: PdfName.of('Font'),
    Subtype: PdfName.of('CIDFontType2'),
    BaseFont: PdfName.of(name),
    CIDSystemInfo: PdfDict.of({
      Registry: PdfString.fromString('Adobe'),
      Ordering: PdfString.fromString('Identity'),
      Supplement: PdfNumber.of(0),
    }),
    FontDescriptor: register(descriptor),
    W: new PdfArray([
      PdfNumber.of(1),
      new PdfArray(forms.map(({ advance }) => PdfNumber.of(Math.round(advance * 10) / 10))),
    ]),
    CIDToGIDMap: register(deflated(glyphOfCode)),
  });
  return [
    ['Type', PdfName.of('Font')],
    ['Subtype', PdfName.of('Type0')],
    ['BaseFont', PdfName.of(name)],
    ['Encoding', PdfName.of('Identity-H')],
    ['DescendantFonts', new PdfArray([register(descendant)])],
    ['ToUnicode', register(deflated(Buffer.from(toUnicode(forms), 'latin1')))],
  ];
}

export function deflated(
  bytes: Uint8Array,
  entries: Record<string, PdfNumber | PdfName | PdfArray | PdfDict> = {},
): PdfStream {
  return PdfStream.fromDict({ ...entries, Filter: PdfName.of('FlateDecode') }, new Uint8Array(deflateSync(bytes)));
}

/** As short as a PDF number may be: no exponent, three digits behind the point. */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000 || 0);

export const fill = (hex: string): string => `${rgbOf(hex)} rg`;

/** `#rrggbb` as three numbers from 0 to 1. */
export const rgbOf = (hex: string): string =>
  [1, 3, 5].map((at) => number(parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');

/** A CMap that says which letters each code shows. At most a hundred entries a block (Adobe Technical Note 5014). */
function toUnicode(forms: { text: string }[]): string {
  const entries = forms.flatMap(({ text }, index) =>
    text === ''
      ? []
      : [`<${hex(index + 1)}> <${Array.from({ length: text.length }, (_, at) => hex(text.charCodeAt(at))).join('')}>`],
  );
  const blocks: string[] = [];
  for (let from = 0; from < entries.length; from += 100) {
    const block = entries.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');

function tableOf(font: Uint8Array, tag: string): DataView {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + 16 * index;
    if (Buffer.from(font.subarray(at, at + 4)).toString('latin1') !== tag) continue;
    return new DataView(font.buffer, font.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12));
  }
  throw new Error(`A font has no table ${tag}`);
}

function metricsOf(font: Uint8Array): Record<string, PdfNumber | PdfArray> {
  const [head, hhea] = [tableOf(font, 'head'), tableOf(font, 'hhea')];
  const scaled = (units: number): PdfNumber => PdfNumber.of(Math.round((units * 1000) / head.getUint16(18)));
  const ascent = scaled(hhea.getInt16(4));
  return {
    FontBBox: new PdfArray([36, 38, 40, 42].map((at) => scaled(head.getInt16(at)))),
    Ascent: ascent,
    Descent: scaled(hhea.getInt16(6)),
    CapHeight: ascent,
  };
}

/** Name 6 of the font, or one of ours. */
function postScriptName(font: Uint8Array): string {
  const table = tableOf(font, 'name');
  const strings = table.getUint16(4);
  for (let index = 0; index < table.getUint16(2); index++) {
    const at = 6 + 12 * index;
    if (table.getUint16(at + 6) !== 6) continue;
    const bytes = Buffer.from(
      table.buffer,
      table.byteOffset + strings + table.getUint16(at + 10),
      table.getUint16(at + 8),
    );
    const name = bytes.toString('latin1').replace(/[^A-Za-z0-9-]/g, '');
    if (name) return name;
  }
  return 'Placet';
}
