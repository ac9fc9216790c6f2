import bidiFactory from 'bidi-js';
import type { ShapedGlyph } from './harfbuzz';
import { type Face, type FontFile, isUnseen, type Typeface, TYPEFACES } from './typefaces';

/** A letter form in its place on a line. Lengths are thousandths of the text's size. */
export interface PlacedGlyph {
  file: FontFile;
  id: number;
  /** The letters that it shows; empty where the glyph before shows them as well. */
  text: string;
  x: number;
  y: number;
  /** What the document says of its width: a program that reads the text goes by that. */
  advance: number;
}

/** A line as it is drawn, from left to right whichever way it is read. */
export interface ShapedLine {
  glyphs: PlacedGlyph[];
  /** In sizes. */
  width: number;
}

/** A part of a line that is set in one font and runs one way. */
interface Run {
  from: number;
  to: number;
  file: FontFile;
  level: number;
}

const bidi = bidiFactory();
/** Lines measured lately: a text is measured many times while a size is looked for. */
const known = new Map<string, ShapedLine | null>();
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 200;

/**
 * Precomposed letters, and nothing that has no form of its own: control characters are spaces, what is never drawn
 * (zero-width spaces, byte order marks, soft hyphens, variation selectors) is left out. Joiners and directions stay.
 */
export const composed = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}/gu, (letter) => (isUnseen(letter) ? letter : ''));

/** Null: no font has one of its letters. */
export function shapeLine(text: string, face: Face): ShapedLine | null {
  const key = `${face} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const line = shaped(composed(text), face);
  if (text.length > LONGEST_KNOWN) return line;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, line);
  return line;
}

function shaped(line: string, face: Face): ShapedLine | null {
  const files = filesFor(line, face);
  if (!files) return null;
  const glyphs: PlacedGlyph[] = [];
  let x = 0;
  for (const run of inVisualOrder(runsOf(line, files))) {
    const part = line.slice(run.from, run.to);
    const forms = run.file.font.shape(part, run.level % 2 === 1);
    const shown = lettersByCluster(part, forms);
    const widths = widthsOfClusters(forms);
    for (const { id, cluster, advance, right, up } of forms) {
      const text = shown.get(cluster) ?? '';
      const isShared = widths.get(cluster)!.glyphs > 1;
      const own = isShared ? (text && widths.get(cluster)!.width) || 0 : run.file.font.advanceOf(id);
      glyphs.push({ file: run.file, id, text, x: x + right, y: up, advance: own });
      shown.delete(cluster);
      x += advance;
    }
  }
  return { glyphs, width: x / 1000 };
}

/** Letters, their marks, and what is joined to them. */
const CLUSTERS = /.[\p{M}\u200c\u200d]*/gsu;

/** The font of each UTF-16 unit. One typeface for the whole line where one has all of it; no hand has half a name. */
function filesFor(text: string, face: Face): FontFile[] | null {
  const whole = TYPEFACES[face].find((typeface) => typeface.hasAll(text));
  const typefaces = whole ? [whole] : TYPEFACES[face === 'hand' ? 'regular' : face];
  const files: FontFile[] = [];
  for (const [cluster] of text.matchAll(CLUSTERS)) {
    const file = fileOfCluster(cluster, typefaces) ?? (isUnseen(cluster) ? files.at(-1) : undefined);
    if (!file && !isUnseen(cluster)) return null;
    for (let unit = 0; unit < cluster.length; unit++) files.push(file ?? REGULAR_FILE);
  }
  return files;
}

/** What carries a direction mark at the beginning of a line. */
const REGULAR_FILE = TYPEFACES.regular[0].fileFor(' ')!;

function fileOfCluster(cluster: string, typefaces: Typeface[]): FontFile | undefined {
  const letters = Array.from(cluster).filter((letter) => !isUnseen(letter));
  if (letters.length === 0) return undefined;
  for (const typeface of typefaces) {
    const file = typeface.fileFor(letters[0]);
    if (file && letters.every((letter) => file.has(letter))) return file;
  }
  return undefined;
}

function runsOf(text: string, files: FontFile[]): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text);
  const runs: Run[] = [];
  files.forEach((file, index) => {
    const last = runs.at(-1);
    if (last && last.file === file && last.level === levels[index]) last.to = index + 1;
    else runs.push({ from: index, to: index + 1, file, level: levels[index] });
  });
  return runs;
}

/** Unicode Bidirectional Algorithm, L2: from the highest level down, every stretch of that level or above is turned round. */
function inVisualOrder(runs: Run[]): Run[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      if (ordered[from].level < level) continue;
      let to = from;
      while (to < ordered.length && ordered[to].level >= level) to++;
      ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}

/** Of several forms the first one has all the letters, and so all of the width: else a reader takes the rest for a gap. */
function widthsOfClusters(forms: ShapedGlyph[]): Map<number, { glyphs: number; width: number }> {
  const widths = new Map<number, { glyphs: number; width: number }>();
  for (const { cluster, advance } of forms) {
    const { glyphs, width } = widths.get(cluster) ?? { glyphs: 0, width: 0 };
    widths.set(cluster, { glyphs: glyphs + 1, width: width + advance });
  }
  return widths;
}

/** The letters from where a cluster begins to where the next one does. */
function lettersByCluster(text: string, forms: { cluster: number }[]): Map<number, string> {
  const starts = [...new Set(forms.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  return new Map(starts.map((start, index) => [start, text.slice(start, starts[index + 1] ?? text.length)]));
}
