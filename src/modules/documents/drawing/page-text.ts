import type { PagePointers } from './page-pointers';
import type { Pdfium } from './pdfium';

/** Letters that follow each other on one line. */
export interface TextRun {
  text: string;
  /** In units of user space, from the top left of the displayed page. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PageText {
  /** Line by line. */
  text: string;
  runs: TextRun[];
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** No page that a person reads has more; a program may have made one that does. */
const MOST_LETTERS = 100_000;
/** Positions come as whole numbers: of these parts of a unit. */
const PARTS = 64;

/** A hyphen where a word is broken at the end of a line, as PDFium gives it. */
const BROKEN_WORD = 0x02;
const NEW_LINE = 0x0a;

/** `shape` is the displayed page in units of user space. */
export function textOfPage(pdfium: Pdfium, pointers: PagePointers, shape: { width: number; height: number }): PageText {
  const { api } = pdfium;
  const letters = Math.min(api.FPDFText_CountChars(pointers.text), MOST_LETTERS);
  const position = boxReader(pdfium, pointers, [shape.width, shape.height]);
  const runs: TextRun[] = [];
  let line: { text: string; box?: Box } = { text: '' };
  const endLine = () => {
    const text = line.text.trim();
    if (text && line.box) runs.push({ text, ...placed(line.box) });
    line = { text: '' };
  };
  for (let index = 0; index < letters; index++) {
    const point = api.FPDFText_GetUnicode(pointers.text, index);
    if (point === NEW_LINE) endLine();
    const letter = letterOf(point);
    const box = letter && letter !== ' ' ? position(index) : undefined;
    if (box && line.box && isElsewhere(line.box, box)) endLine();
    line.text += letter;
    if (box) line.box = line.box ? around(line.box, box) : box;
  }
  endLine();
  return { text: runs.map(({ text }) => text).join('\n'), runs };
}

function letterOf(point: number): string {
  if (point === BROKEN_WORD) return '-';
  if (point === 0x09 || point === 0xa0) return ' ';
  if (point < 0x20 || point === 0xfffe || point === 0xffff || point > 0x10ffff) return '';
  return String.fromCodePoint(point);
}

/** Reads where a letter is, with the room that its font gives to every letter. */
function boxReader(pdfium: Pdfium, { page, text }: PagePointers, [width, height]: [number, number]) {
  const { api } = pdfium;
  const [across, down] = [Math.round(width * PARTS), Math.round(height * PARTS)];
  const shown = (x: number, y: number): number[] =>
    pdfium.borrow(8, (pointer) => {
      api.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, pointer, pointer + 4);
      return pdfium.numbers(pointer, 2, 'i32').map((part) => part / PARTS);
    });
  return (index: number): Box | undefined =>
    pdfium.borrow(16, (pointer) => {
      if (!api.FPDFText_GetLooseCharBox(text, index, pointer)) return undefined;
      const [left, top, right, bottom] = pdfium.numbers(pointer, 4, 'float');
      const [[x1, y1], [x2, y2]] = [shown(left, top), shown(right, bottom)];
      return { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
    });
}

/** A gap wider than two lines are high begins another column, a step down another line. */
function isElsewhere(line: Box, letter: Box): boolean {
  const height = Math.max(line.bottom - line.top, letter.bottom - letter.top);
  const beside = letter.left - line.right > 2 * height || line.left - letter.right > 2 * height;
  return beside || letter.top > line.bottom || letter.bottom < line.top;
}

const around = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

const placed = ({ left, top, right, bottom }: Box): Omit<TextRun, 'text'> => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});
