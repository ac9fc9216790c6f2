// How large a text stands in a place, and on which lines: by one rule for whoever looks at the page and for whoever seals it.
// Runs in browsers too, old phones included.

/** A rectangle that text is put into, in points. */
export interface Room {
  width: number;
  height: number;
}

/** How wide a line is at a size of 1. */
export type Measure = (line: string) => number;

export interface Fitting {
  lines: string[];
  size: number;
}

/** From baseline to baseline, in sizes. */
export const LINE = 1.2;
/** DejaVu's capitals reach this far above the baseline, in sizes; its descenders this far below. */
export const CAPITALS = 0.73;
export const DESCENDERS = 0.24;

const LARGEST_TEXT = 14;
/** One line is made as small as this before there are two. */
const COMFORTABLE_TEXT = 7;
/** In points: below this nobody reads it on paper. */
export const SMALLEST_TEXT = 5;
/** Of the height, left free below and above text. */
const PADDING = 0.08;

/** The largest size at which the text fits: on one line while that reads well, else on as many as it takes. */
export function fitText(text: string, room: Room, isHandwriting: boolean, measure: Measure): Fitting {
  const { single, size, largest } = onOneLine(text, room, isHandwriting, measure);
  if (isHandwriting || size >= Math.min(COMFORTABLE_TEXT, largest)) return { lines: [single], size };
  for (let smaller = largest; smaller > SMALLEST_TEXT; smaller *= 0.92) {
    const lines = linesAt(smaller, text, room, measure);
    if (lines) return { lines, size: smaller };
  }
  const lines = linesAt(SMALLEST_TEXT, text, room, measure);
  return lines ? { lines, size: SMALLEST_TEXT } : { lines: [single], size };
}

/** Whether the text can be read where it stands. A place that is lower than the smallest line takes one line of its height. */
export function isLegible(text: string, room: Room, isHandwriting: boolean, measure: Measure): boolean {
  const { size, largest } = onOneLine(text, room, isHandwriting, measure);
  if (size >= Math.min(SMALLEST_TEXT, largest)) return true;
  return !isHandwriting && linesAt(SMALLEST_TEXT, text, room, measure) !== null;
}

function onOneLine(text: string, { width, height }: Room, isHandwriting: boolean, measure: Measure) {
  const single = text.replace(/\s+/g, ' ').trim();
  const largest = Math.min(isHandwriting ? height : LARGEST_TEXT, inside(height) / (CAPITALS + DESCENDERS));
  return { single, largest, size: Math.min(largest, width / (measure(single) || 1)) };
}

const inside = (height: number): number => height * (1 - 2 * PADDING);

function linesAt(size: number, text: string, { width, height }: Room, measure: Measure): string[] | null {
  const lines = wrapText(text.trim(), width / size, measure);
  const isWideEnough = lines.every((line) => measure(line) <= width / size);
  const block = ((lines.length - 1) * LINE + CAPITALS + DESCENDERS) * size;
  return isWideEnough && block <= inside(height) ? lines : null;
}

/** Breaks text into lines no wider than `width`, in sizes; a word that is wider itself is broken between letters. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const letters = paragraph.match(/.\p{M}*/gsu) ?? [];
  const lines: string[] = [];
  let from = 0;
  do {
    const to = endOfLine(letters, from, width, measure);
    lines.push(textOf(letters, from, to));
    from = to;
  } while (from < letters.length);
  return lines;
}

/** Where a line from `from` on ends: behind its last space, or else inside its only word, but behind one letter at least. */
function endOfLine(letters: string[], from: number, width: number, measure: Measure): number {
  const fits = (to: number): boolean => to <= letters.length && measure(textOf(letters, from, to)) <= width;
  // Steps that double and then halve: no line is measured letter by letter, nor the rest of a long text with each line.
  let end = from + 1;
  let step = 1;
  for (; fits(end + step); step *= 2) end += step;
  for (step /= 2; step >= 1; step /= 2) if (fits(end + step)) end += step;
  if (end >= letters.length) return end;
  for (let space = end; space > from; space--) if (/^\s/.test(letters[space - 1])) return space;
  return end;
}

/** A letter keeps its marks; spaces at the end of a line take no room. */
const textOf = (letters: string[], from: number, to: number): string => letters.slice(from, to).join('').trimEnd();
