import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { FAMILIES, STAND_INS, styleOf, type FamilyName, type StandInFont } from './stand-in-fonts';

/** Character sets by the numbers that PDFium takes from Windows. */
const FAMILY_OF_CHARSET: Record<number, FamilyName> = {
  128: 'japanese',
  129: 'korean',
  130: 'korean',
  134: 'chinese',
  136: 'chinese',
  178: 'arabic',
  222: 'thai',
};
/** Fonts that are known for their letters, where a document says nothing of the character set. */
const FAMILY_OF_NAME: [RegExp, FamilyName][] = [
  [/^ms.?p?(gothic|mincho)|meiryo|yu.?(gothic|mincho)|hiragino|kozuka|heisei|ryumin|gothicbbb/i, 'japanese'],
  [/simsun|simhei|simkai|fangsong|kaiti|songti|heiti|mingliu|msung|mhei|stsong|dengxian|yahei|jhenghei/i, 'chinese'],
  [/batang|gulim|dotum|gungsuh|malgun|nanum|hysmyeongjo|hygothic/i, 'korean'],
  [/arab|naskh|kufi|persian|urdu|nastaliq|andalus|sakkal/i, 'arabic'],
  [/angsana|browallia|cordia|sarabun|leelawadee|eucrosia|thai/i, 'thai'],
  [/devanagari|mangal|nirmala|aparajita|kokila|hindi/i, 'devanagari'],
];
const SYMBOL_CHARSET = 2;

/** Flags of a font's pitch and family. */
const FIXED_PITCH = 1;
const ROMAN = 16;
const BOLD_FROM = 600;

/** What PDFium asks for where a document does not bring a font. */
export interface FontRequest {
  face: string;
  weight: number;
  italic: boolean;
  charset: number;
  pitch: number;
}

/** The font for a request; undefined: what PDFium has itself (Symbol, Dingbats) is nearer than any of these. */
export function standInFor({ face, weight, italic, charset, pitch }: FontRequest): StandInFont | undefined {
  if (charset === SYMBOL_CHARSET) return undefined;
  const named = FAMILY_OF_NAME.find(([name]) => name.test(face))?.[1];
  const family = FAMILY_OF_CHARSET[charset] ?? named ?? latinFamily(face, pitch);
  return styleOf(FAMILIES[family], weight >= BOLD_FROM, italic);
}

function latinFamily(face: string, pitch: number): FamilyName {
  if (pitch & FIXED_PITCH || /courier|mono|consol/i.test(face)) return 'mono';
  return pitch & ROMAN || /times|serif(?!.*sans)|roman/i.test(face) ? 'serif' : 'sans';
}

/**
 * The structure FPDF_SYSFONTINFO (version 1) in PDFium's memory, answering from STAND_INS. It is never freed: PDFium keeps
 * it as long as it lives. A handle is a place in STAND_INS, beginning with 1.
 */
export function fontsFor(api: WrappedPdfiumModule): number {
  const { pdfium } = api;
  const mapFont = (...[, weight, italic, charset, pitch, face]: number[]): number => {
    const request = { face: pdfium.UTF8ToString(face), weight, italic: italic !== 0, charset, pitch };
    const font = standInFor(request);
    return font ? STAND_INS.indexOf(font) + 1 : 0;
  };
  const fontData = (...[, handle, table, buffer, size]: number[]): number => {
    const font = STAND_INS[handle - 1];
    if (table !== 0 || !font) return 0;
    const { bytes } = font;
    if (buffer !== 0 && size >= bytes.length) pdfium.HEAPU8.set(bytes, buffer);
    return bytes.length;
  };
  // A function of its own for each: Emscripten knows a function again and would keep the first signature.
  const slots = [
    pdfium.addFunction(() => undefined, 'vi'), // Release
    pdfium.addFunction(() => undefined, 'vii'), // EnumFonts: nothing is installed
    pdfium.addFunction(mapFont, 'iiiiiiii'), // MapFont
    pdfium.addFunction(() => 0, 'iii'), // GetFont
    pdfium.addFunction(fontData, 'iiiiii'), // GetFontData
    pdfium.addFunction(() => 0, 'iiiii'), // GetFaceName
    pdfium.addFunction(() => 1, 'iii'), // GetFontCharset: the default one
    pdfium.addFunction(() => undefined, 'vii'), // DeleteFont
  ];
  const structure = pdfium.wasmExports.malloc(4 * (slots.length + 1));
  [1, ...slots].forEach((value, index) => pdfium.setValue(structure + 4 * index, value, 'i32'));
  return structure;
}
