import type { PagePointers } from './page-pointers';
import type { Pdfium } from './pdfium';
import { STAND_INS, type StandInFont } from './stand-in-fonts';

/** Something of a page that is not in its drawing. */
export type Missing =
  /** Letters of a font that the document does not bring and no other font here has. */
  | { what: 'FONT'; name: string }
  /** Pictures that cannot be decoded. */
  | { what: 'PICTURE'; count: number }
  /** The page as a whole. */
  | { what: 'PAGE' };

const MOST_LETTERS = 100_000;
const MOST_OBJECTS = 20_000;
const DEEPEST_FORM = 8;
const MOST_NAME = 128;

const IMAGE_OBJECT = 3;
const FORM_OBJECT = 5;
const INVISIBLE = 3;
const METADATA_BYTES = 28;
const BITS_PER_PIXEL_AT = 16;

export function missingOnPage(pdfium: Pdfium, pointers: PagePointers): Missing[] {
  const fonts = [...fontsWithoutLetters(pdfium, pointers)].map((name): Missing => ({ what: 'FONT', name }));
  const count = undecodablePictures(pdfium, pointers);
  return count > 0 ? [...fonts, { what: 'PICTURE', count }] : fonts;
}

interface FontInUse {
  name: string;
  /** Undefined: the document brings it. */
  standIn?: { font?: StandInFont };
}

function fontsWithoutLetters(pdfium: Pdfium, { text }: PagePointers): Set<string> {
  const { api } = pdfium;
  const [lacking, fonts] = [new Set<string>(), new Map<number, FontInUse>()];
  const letters = Math.min(api.FPDFText_CountChars(text), MOST_LETTERS);
  for (let index = 0; index < letters; index++) {
    const object = api.FPDFText_GetTextObject(text, index);
    const pointer = object === 0 ? 0 : api.FPDFTextObj_GetFont(object);
    if (pointer === 0) continue;
    const font = fonts.get(pointer) ?? fontInUse(pdfium, pointer);
    fonts.set(pointer, font);
    if (!font.standIn || lacking.has(font.name)) continue;
    const point = api.FPDFText_GetUnicode(text, index);
    const drawn = isBlank(point) || isDrawn(font.standIn.font, font.name, point);
    if (!drawn && api.FPDFTextObj_GetTextRenderMode(object) !== INVISIBLE) lacking.add(font.name);
  }
  return lacking;
}

function fontInUse(pdfium: Pdfium, pointer: number): FontInUse {
  const { api } = pdfium;
  const name = pdfium.borrow(MOST_NAME, (buffer) => {
    const length = api.FPDFFont_GetBaseFontName(pointer, buffer, MOST_NAME);
    return length > 0 && length <= MOST_NAME ? api.pdfium.UTF8ToString(buffer) : '';
  });
  if (api.FPDFFont_GetIsEmbedded(pointer) !== 0) return { name };
  const used = pdfium.borrow(4, (buffer) => {
    api.FPDFFont_GetFontData(pointer, 0, 0, buffer);
    return pdfium.numbers(buffer, 1, 'i32')[0];
  });
  // No two of them have the same size (the spec sees to it).
  return { name, standIn: { font: STAND_INS.find(({ size }) => size === used) } };
}

const isBlank = (point: number): boolean => point <= 0x20 || (point >= 0x2000 && point <= 0x200f) || point === 0xa0;

/** PDFium brings Symbol and Dingbats itself, and for letters that the font lacks it looks in what stands for Arial. */
function isDrawn(font: StandInFont | undefined, name: string, point: number): boolean {
  if (!font) return /symbol|dingbats/i.test(name) && !/wingdings|webdings/i.test(name);
  return font.has(point) || STAND_INS[0].has(point);
}

function undecodablePictures(pdfium: Pdfium, { page }: PagePointers): number {
  const { api } = pdfium;
  let [seen, undecodable] = [0, 0];
  const look = (count: number, objectAt: (index: number) => number, depth: number): void => {
    for (let index = 0; index < count && seen < MOST_OBJECTS; index++, seen++) {
      const object = objectAt(index);
      const kind = api.FPDFPageObj_GetType(object);
      if (kind === IMAGE_OBJECT && !isDecodable(pdfium, object, page)) undecodable++;
      if (kind === FORM_OBJECT && depth < DEEPEST_FORM)
        look(api.FPDFFormObj_CountObjects(object), (at) => api.FPDFFormObj_GetObject(object, at), depth + 1);
    }
  };
  look(api.FPDFPage_CountObjects(page), (at) => api.FPDFPage_GetObject(page, at), 0);
  return undecodable;
}

function isDecodable(pdfium: Pdfium, image: number, page: number): boolean {
  return pdfium.borrow(METADATA_BYTES, (buffer) => {
    pdfium.memory.fill(0, buffer, buffer + METADATA_BYTES);
    pdfium.api.FPDFImageObj_GetImageMetadata(image, page, buffer);
    return pdfium.numbers(buffer + BITS_PER_PIXEL_AT, 1, 'i32')[0] !== 0;
  });
}
