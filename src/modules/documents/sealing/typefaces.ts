import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { ShapingFont } from './harfbuzz';

export type Face = 'regular' | 'bold' | 'hand';

/** Code points, both ends included. */
type Range = [from: number, to: number];

/** A file with some letters of a typeface, read when one of them is needed. */
export class FontFile {
  private read?: Uint8Array;
  private parsed?: ShapingFont;

  constructor(
    private readonly path: string,
    /** What it is for; without: whatever it has. */
    readonly claimed?: Range[],
  ) {}

  /** As TrueType. */
  get bytes(): Uint8Array {
    return (this.read ??= unpacked(readFileSync(require.resolve(this.path))));
  }

  get font(): ShapingFont {
    return (this.parsed ??= new ShapingFont(this.bytes));
  }

  has(letter: string): boolean {
    return this.font.letters.has(letter.codePointAt(0)!);
  }
}

/** In code points. A hundred files claim thousands of ranges: a letter is looked for among those near it. */
const BLOCK = 64;

/** Joins letters or steers their direction: it shapes text and is never drawn itself. */
export const isUnseen = (letter: string): boolean => /[\u200c-\u200f\u202a-\u202e\u2066-\u2069]/u.test(letter);

/** A typeface, in one file or in many of a few letters each. */
export class Typeface {
  private readonly claims = new Map<number, { range: Range; file: FontFile }[]>();
  private readonly unclaimed: FontFile[];

  constructor(files: FontFile[]) {
    this.unclaimed = files.filter(({ claimed }) => !claimed);
    for (const file of files) for (const range of file.claimed ?? []) this.claim(range, file);
  }

  /** The file that has a letter, if one does. */
  fileFor(letter: string): FontFile | undefined {
    const point = letter.codePointAt(0)!;
    const near = this.claims.get(Math.floor(point / BLOCK)) ?? [];
    const claim = near.find(({ range: [from, to], file }) => from <= point && point <= to && file.has(letter));
    return claim?.file ?? this.unclaimed.find((file) => file.has(letter));
  }

  hasAll(text: string): boolean {
    return Array.from(text).every((letter) => isUnseen(letter) || this.fileFor(letter));
  }

  /** All that it has of the first 12,288 code points, the alphabets of Europe among them. */
  ranges(): Range[] {
    const ranges: Range[] = [];
    for (let point = 0x20; point < 0x3000; point++) {
      if (!this.fileFor(String.fromCodePoint(point))) continue;
      const last = ranges.at(-1);
      if (last?.[1] === point - 1) last[1] = point;
      else ranges.push([point, point]);
    }
    return ranges;
  }

  private claim(range: Range, file: FontFile): void {
    const [first, last] = range.map((point) => Math.floor(point / BLOCK));
    for (let block = first; block <= last; block++)
      this.claims.set(block, [...(this.claims.get(block) ?? []), { range, file }]);
  }
}

/** A package of Fontsource: many files, and a list of what each is for. */
function fontsource(name: string): Typeface {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JSON beside the fonts, whichever they are
  const ranges = require(`@fontsource/${name}/unicode.json`) as Record<string, string>;
  return new Typeface(
    Object.entries(ranges).map(([subset, claimed]) => {
      const file = `${name}-${subset.replace(/[[\]]/g, '')}-400-normal.woff`;
      return new FontFile(`@fontsource/${name}/files/${file}`, claimed.split(',').map(rangeIn));
    }),
  );
}

/** `U+4e00` or `U+4e00-4e0f` */
function rangeIn(range: string): Range {
  const [from, to = from] = range
    .replace(/^U\+/i, '')
    .split('-')
    .map((hex) => parseInt(hex, 16));
  return [from, to];
}

const dejavu = (name: string): Typeface => new Typeface([new FontFile(`dejavu-fonts-ttf/ttf/${name}.ttf`)]);

/** A typeface that looks as if somebody wrote it. */
export interface Hand {
  name: string;
  package: string;
  typeface: Typeface;
}

const hand = (name: string): Hand => {
  const dashed = name.toLowerCase().replace(/ /g, '-');
  return { name, package: dashed, typeface: fontsource(dashed) };
};

/** The hands to sign in. Where no picture was drawn of what somebody typed, it is sealed in the first. */
export const HANDS = ['Caveat', 'Dancing Script', 'Great Vibes', 'Homemade Apple'].map(hand);

const REGULAR = dejavu('DejaVuSans');
/** The scripts of India, Sri Lanka and Thailand. DejaVu has Arabic and Hebrew. */
const SOUTH_ASIAN = [
  'devanagari',
  'bengali',
  'gurmukhi',
  'gujarati',
  'oriya',
  'tamil',
  'telugu',
  'kannada',
  'malayalam',
];
/** What DejaVu lacks: the scripts above, Japanese, simplified Chinese, Korean. */
const OTHERS = [
  ...[...SOUTH_ASIAN, 'sinhala', 'thai'].map((script) => fontsource(`noto-sans-${script}`)),
  ...['kosugi-maru', 'zcool-xiaowei', 'nanum-gothic'].map(fontsource),
];

/** The typefaces of a face, each for what those before it lack. */
export const TYPEFACES: Record<Face, Typeface[]> = {
  regular: [REGULAR, ...OTHERS],
  bold: [dejavu('DejaVuSans-Bold'), REGULAR, ...OTHERS],
  hand: [HANDS[0].typeface, REGULAR, ...OTHERS],
};

/** A font as TrueType: WOFF (version 1) is the same with each table compressed. */
function unpacked(file: Buffer): Uint8Array {
  if (file.toString('latin1', 0, 4) !== 'wOFF') return new Uint8Array(file);
  const tables = Array.from({ length: file.readUInt16BE(12) }, (_, index) => {
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((at) =>
      file.readUInt32BE(44 + index * 20 + at),
    );
    const part = file.subarray(offset, offset + packed);
    return { tag, checksum, content: packed < length ? inflateSync(part) : part };
  });
  const padded = (length: number): number => Math.ceil(length / 4) * 4;
  let end = 12 + 16 * tables.length;
  const font = Buffer.alloc(tables.reduce((sum, { content }) => sum + padded(content.length), end));
  font.writeUInt32BE(file.readUInt32BE(4), 0);
  font.writeUInt16BE(tables.length, 4);
  tables.forEach(({ tag, checksum, content }, index) => {
    [tag, checksum, end, content.length].forEach((value, at) => font.writeUInt32BE(value, 12 + 16 * index + 4 * at));
    content.copy(font, end);
    end += padded(content.length);
  });
  return new Uint8Array(font);
}
