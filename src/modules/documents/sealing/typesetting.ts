import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { type Color, type EmbeddedFont, type PDF, type PDFPage, rgb } from '@libpdf/core';
import { readFileSync } from 'node:fs';
import { wrapText } from '../../../platform/text-fitting';
import { type Face, type FontFile, type Typeface, TYPEFACES } from './typefaces';

/** Where text begins: the left end of its baseline, turned counter-clockwise by `angle` degrees. */
export interface TextPlace {
  x: number;
  y: number;
  angle: number;
  size: number;
  colour?: string;
}

/** Scripts whose letters change by their neighbours or run from right to left: drawing one letter after another is wrong. */
const NEEDS_SHAPING =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Mn}]/u;
/** The first letter with a direction decides it for the line (Unicode Bidirectional Algorithm, P2). */
const STARTS_RIGHT_TO_LEFT =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** What scripts that need shaping are drawn in, beside the fonts of the machine. */
const SHAPED: Record<Face, string> = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  hand: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
};
/** Image pixels to one point: sharp on paper. */
const PIXELS_PER_POINT = 4;
/** How far letters reach below and above the baseline, in sizes: DejaVu's own metrics, rounded up. */
const DESCENT = 0.3;
const ASCENT = 1.0;
/** Letters of which it is remembered whether this machine draws them. */
const MOST_KNOWN = 10_000;

/** The width of a line that can be drawn as it is, in sizes. */
export function widthOf(text: string, face: Face): number {
  const runs = runsOf(text, face);
  if (runs) return runs.reduce((sum, run) => sum + run.width, 0);
  return canvasLibrary()?.measure(text, face) ?? widthOf(namedByCodePoints(text, face), face);
}

/** A text as it is drawn: where some letters cannot be, they are named. */
export const asDrawn = (text: string, face: Face): string =>
  lettersWithout(text, face).length > 0 ? namedByCodePoints(text, face) : text;

/** The letters of a text that neither a font of ours has nor this machine can draw: each once. */
export function lettersWithout(text: string, face: Face): string[] {
  if (runsOf(text, face)) return [];
  const canvas = canvasLibrary();
  const drawn = (letter: string): boolean => (canvas ? canvas.draws(letter) : runsOf(letter, face) !== null);
  return [...new Set(composed(text))].filter((letter) => !drawn(letter));
}

/**
 * Sets text in a document in embedded, subset fonts. What they cannot set (shaped scripts, letters they lack) is drawn as
 * a picture where this machine can, and otherwise named by its code points: nothing is ever dropped in silence.
 */
export class Typesetting {
  private readonly fonts = new Map<FontFile, EmbeddedFont>();

  constructor(private readonly pdf: PDF) {}

  /** The width of a line, in points. */
  width(text: string, face: Face, size: number): number {
    return widthOf(asDrawn(text, face), face) * size;
  }

  /** Draws one line. */
  line(page: PDFPage, text: string, face: Face, place: TextPlace): void {
    const { x, y, angle, size, colour = '#1d1b18' } = place;
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
    const runs = runsOf(text, face);
    if (runs) {
      let along = 0;
      for (const run of runs) {
        const start = { x: x + along * cos, y: y + along * sin };
        const rotate = { angle, origin: start };
        page.drawText(run.text, { ...start, size, font: this.font(run.file), color: colourOf(colour), rotate });
        along += run.width * size;
      }
      return;
    }
    const picture = pictureOf(text, face, colour);
    if (!picture) return this.line(page, namedByCodePoints(text, face), face, place);
    const down = DESCENT * size;
    const corner = { x: x + down * sin, y: y - down * cos };
    const [width, height] = [picture.width * size, (ASCENT + DESCENT) * size];
    const image = this.pdf.embedImage(picture.png());
    page.drawImage(image, { ...corner, width, height, rotate: { angle, origin: corner } });
  }

  /** Breaks text into lines no wider than `width`; a word that is wider itself is broken between letters. */
  wrap(text: string, face: Face, size: number, width: number): string[] {
    return wrapText(asDrawn(text, face), width / size, (line) => widthOf(line, face));
  }

  private font(file: FontFile): EmbeddedFont {
    const known = this.fonts.get(file);
    if (known) return known;
    const font = this.pdf.embedFont(file.bytes);
    this.fonts.set(file, font);
    return font;
  }
}

/** A part of a line that one font sets. */
interface Run {
  text: string;
  file: FontFile;
  /** In sizes. */
  width: number;
}

/** Precomposed letters: fewer marks to place. */
export const composed = (text: string): string => text.normalize('NFC').replace(/\p{Cc}|\p{Cf}/gu, ' ');

/** A line as fonts can set it, or null. One typeface for the whole line where one has all of it; no hand has half a name. */
function runsOf(text: string, face: Face): Run[] | null {
  const line = composed(text);
  if (NEEDS_SHAPING.test(line)) return null;
  const whole = TYPEFACES[face].find((typeface) => typeface.hasAll(line));
  const typefaces = whole ? [whole] : TYPEFACES[face === 'hand' ? 'regular' : face];
  const runs: Run[] = [];
  for (const letter of line) {
    const file = fileFor(letter, typefaces);
    if (!file) return null;
    if (runs.at(-1)?.file !== file) runs.push({ text: '', file, width: 0 });
    const run = runs.at(-1)!;
    run.text += letter;
    run.width += file.widthOf(letter)!;
  }
  return runs;
}

function fileFor(letter: string, typefaces: Typeface[]): FontFile | undefined {
  for (const typeface of typefaces) {
    const file = typeface.fileFor(letter);
    if (file) return file;
  }
  return undefined;
}

export function colourOf(hex: string): Color {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return rgb(red, green, blue);
}

const namedByCodePoints = (text: string, face: Face): string =>
  Array.from(text.normalize('NFC'), (letter) =>
    runsOf(letter, face) ? letter : `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
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
  for (const [face, path] of Object.entries(SHAPED))
    GlobalFonts.register(readFileSync(require.resolve(path)), `placet-${face}`);
  const pixels = 16 * PIXELS_PER_POINT;
  const prepare = (canvas: Canvas, face: Face) => {
    const context = canvas.getContext('2d');
    context.font = `${pixels}px placet-${face}, placet-regular, sans-serif`;
    context.textAlign = 'left';
    return context;
  };
  const rulers = Object.fromEntries(
    Object.keys(SHAPED).map((face) => [face, prepare(createCanvas(1, 1), face as Face)]),
  ) as Record<Face, SKRSContext2D>;
  // One small canvas for all letters: each takes memory that is not given back soon.
  const sheet = createCanvas(64, 64);
  const brush = sheet.getContext('2d');
  brush.font = '32px placet-regular, sans-serif';
  /** The pixels of the sheet: the next letter changes them. */
  const drawn = (letter: string): Buffer => {
    brush.clearRect(0, 0, 64, 64);
    brush.fillText(letter, 12, 44);
    return sheet.data();
  };
  // What has no letter is drawn like a code point that no font has.
  const missing = Buffer.from(drawn('\u{10FFFD}'));
  const known = new Map<string, boolean>();
  return {
    measure: (text, face) => rulers[face].measureText(text).width / pixels,
    draw: (text, face, colour, width) => {
      const canvas = createCanvas(Math.ceil(width * pixels), Math.ceil((ASCENT + DESCENT) * pixels));
      const context = prepare(canvas, face);
      context.fillStyle = colour;
      context.direction = STARTS_RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
      context.fillText(text, 0, ASCENT * pixels);
      return new Uint8Array(canvas.toBuffer('image/png'));
    },
    draws: (letter) => {
      const before = known.get(letter);
      if (before !== undefined) return before;
      if (known.size >= MOST_KNOWN) known.clear();
      const answer = /\s|\p{Cf}|\p{Mn}/u.test(letter) || !drawn(letter).equals(missing);
      known.set(letter, answer);
      return answer;
    },
  };
}
