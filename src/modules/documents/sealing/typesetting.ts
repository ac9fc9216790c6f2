import type { Canvas } from '@napi-rs/canvas';
import { type Color, type EmbeddedFont, PDF, type PDFPage, rgb } from '@libpdf/core';
import { readFileSync } from 'node:fs';

/** Where text begins: the left end of its baseline, turned counter-clockwise by `angle` degrees. */
export interface TextPlace {
  x: number;
  y: number;
  angle: number;
  size: number;
  colour?: string;
}

export type Face = 'regular' | 'bold' | 'italic';

const FILES: Record<Face, string> = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  italic: 'dejavu-fonts-ttf/ttf/DejaVuSerif-Italic.ttf',
};
/** Scripts whose letters change by their neighbours or run from right to left: drawing one letter after another is wrong. */
const NEEDS_SHAPING =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Mn}]/u;
/** The first letter with a direction decides it for the line (Unicode Bidirectional Algorithm, P2). */
const STARTS_RIGHT_TO_LEFT =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Image pixels to one point: sharp on paper. */
const PIXELS_PER_POINT = 4;
/** How far letters reach below and above the baseline, in sizes: DejaVu's own metrics, rounded up. */
const DESCENT = 0.3;
const ASCENT = 1.0;

/**
 * Sets text in a document in embedded, subset fonts. What they cannot set (shaped scripts, letters they lack) is drawn as
 * a picture where this machine can, and otherwise named by its code points: nothing is ever dropped in silence.
 */
export class Typesetting {
  private readonly fonts = new Map<Face, EmbeddedFont>();

  constructor(private readonly pdf: PDF) {}

  /** The width of a line, in points. */
  width(text: string, face: Face, size: number): number {
    const set = this.settable(text, face);
    if (set !== null) return this.font(face).getTextWidth(set, size);
    const picture = pictureOf(text, face);
    return picture ? picture.width * size : this.width(namedByCodePoints(text, this.font(face)), face, size);
  }

  /** Draws one line. */
  line(page: PDFPage, text: string, face: Face, place: TextPlace): void {
    const { x, y, angle, size, colour = '#1d1b18' } = place;
    const set = this.settable(text, face);
    if (set !== null) {
      const rotate = { angle, origin: { x, y } };
      page.drawText(set, { x, y, size, font: this.font(face), color: colourOf(colour), rotate });
      return;
    }
    const picture = pictureOf(text, face, colour);
    if (!picture) return this.line(page, namedByCodePoints(text, this.font(face)), face, place);
    const down = DESCENT * size;
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
    const corner = { x: x + down * sin, y: y - down * cos };
    const [width, height] = [picture.width * size, (ASCENT + DESCENT) * size];
    const image = this.pdf.embedImage(picture.png());
    page.drawImage(image, { ...corner, width, height, rotate: { angle, origin: corner } });
  }

  /** Breaks text into lines no wider than `width`; a word that is wider itself is broken between letters. */
  wrap(text: string, face: Face, size: number, width: number): string[] {
    return text
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .flatMap((paragraph) => this.wrapParagraph(paragraph, face, size, width));
  }

  private wrapParagraph(paragraph: string, face: Face, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(/(?<=\s)/u)) {
      if (this.width((line + word).trimEnd(), face, size) <= width) {
        line += word;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = this.breakWord(word, face, size, width, lines);
    }
    return [...lines, line.trimEnd()];
  }

  /** Puts all but the last piece of a word that is too wide into `lines`; answers the last. */
  private breakWord(word: string, face: Face, size: number, width: number, lines: string[]): string {
    let piece = '';
    for (const { segment } of graphemes.segment(word)) {
      if (piece !== '' && this.width(piece + segment, face, size) > width) {
        lines.push(piece);
        piece = '';
      }
      piece += segment;
    }
    return piece;
  }

  /** The text as the font can set it, or null. Precomposed letters first: fewer marks to place. */
  private settable(text: string, face: Face): string | null {
    const composed = text.normalize('NFC').replace(/\p{Cc}|\p{Cf}/gu, ' ');
    return !NEEDS_SHAPING.test(composed) && this.font(face).canEncode(composed) ? composed : null;
  }

  private font(face: Face): EmbeddedFont {
    const known = this.fonts.get(face);
    if (known) return known;
    const font = this.pdf.embedFont(fontFile(face));
    this.fonts.set(face, font);
    return font;
  }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

const files = new Map<Face, Uint8Array>();

function fontFile(face: Face): Uint8Array {
  const known = files.get(face) ?? new Uint8Array(readFileSync(require.resolve(FILES[face])));
  files.set(face, known);
  return known;
}

export function colourOf(hex: string): Color {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return rgb(red, green, blue);
}

const namedByCodePoints = (text: string, font: EmbeddedFont): string =>
  Array.from(text.normalize('NFC'), (letter) =>
    !NEEDS_SHAPING.test(letter) && font.canEncode(letter)
      ? letter
      : `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  ).join('');

interface Picture {
  /** Of the line, in sizes. */
  width: number;
  png(): Uint8Array;
}

/** A line as a picture, shaped and ordered by the canvas library; undefined where that is missing or lacks the letters. */
function pictureOf(text: string, face: Face, colour = '#000000'): Picture | undefined {
  const canvas = canvasLibrary();
  if (!canvas || !Array.from(text).every((letter) => canvas.draws(letter))) return undefined;
  const width = canvas.measure(text, face);
  return { width, png: () => canvas.draw(text, face, colour, width) };
}

interface CanvasLibrary {
  measure(text: string, face: Face): number;
  draw(text: string, face: Face, colour: string, width: number): Uint8Array;
  draws(letter: string): boolean;
}

let library: CanvasLibrary | null | undefined;

/** The optional package, or null. It shapes text (Arabic joins, runs from right to left) with our fonts and the system's. */
function canvasLibrary(): CanvasLibrary | null {
  if (library !== undefined) return library;
  try {
    library = openCanvas();
  } catch {
    library = null;
  }
  return library;
}

function openCanvas(): CanvasLibrary {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- optional: an import at the top would fail without it
  const { createCanvas, GlobalFonts } = require('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
  for (const face of Object.keys(FILES) as Face[]) GlobalFonts.register(Buffer.from(fontFile(face)), `placet-${face}`);
  const pixels = 16 * PIXELS_PER_POINT;
  const prepare = (canvas: Canvas, face: Face) => {
    const context = canvas.getContext('2d');
    context.font = `${pixels}px placet-${face}, placet-regular, sans-serif`;
    context.textAlign = 'left';
    return context;
  };
  const drawn = (letter: string): Buffer => {
    const canvas = createCanvas(64, 64);
    const context = canvas.getContext('2d');
    context.font = '32px placet-regular, sans-serif';
    context.fillText(letter, 12, 44);
    return Buffer.from(context.getImageData(0, 0, 64, 64).data.buffer);
  };
  // What has no letter is drawn like a code point that no font has.
  const missing = drawn('\u{10FFFD}');
  const known = new Map<string, boolean>();
  return {
    measure: (text, face) => prepare(createCanvas(1, 1), face).measureText(text).width / pixels,
    draw: (text, face, colour, width) => {
      const canvas = createCanvas(Math.ceil(width * pixels), Math.ceil((ASCENT + DESCENT) * pixels));
      const context = prepare(canvas, face);
      context.fillStyle = colour;
      context.direction = STARTS_RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
      context.fillText(text, 0, ASCENT * pixels);
      return new Uint8Array(canvas.toBuffer('image/png'));
    },
    draws: (letter) => {
      const answer = known.get(letter) ?? (/\s|\p{Cf}|\p{Mn}/u.test(letter) || !drawn(letter).equals(missing));
      if (known.size < 10_000) known.set(letter, answer);
      return answer;
    },
  };
}
