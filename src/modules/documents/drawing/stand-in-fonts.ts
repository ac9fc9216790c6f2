import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { resolve } = createRequire(__filename);

/** `package/path`; some packages let nothing but their entry be resolved. */
function fileOf(path: string): string {
  const [scope, name, ...inside] = path.split('/');
  const entry = resolve(`${scope}/${name}`);
  const folder = join('node_modules', scope, name);
  return join(entry.slice(0, entry.lastIndexOf(folder)), folder, ...inside);
}

/** A whole font that takes the place of one that a document names and does not bring. Read when it is first needed. */
export class StandInFont {
  private read?: Buffer;
  private covered?: Set<number>;
  private measured?: number;

  constructor(private readonly path: string) {}

  get bytes(): Buffer {
    return (this.read ??= readFileSync(fileOf(this.path)));
  }

  /** In bytes; without reading it. */
  get size(): number {
    return (this.measured ??= statSync(fileOf(this.path)).size);
  }

  has(codePoint: number): boolean {
    this.covered ??= codePointsOf(this.bytes);
    return this.covered.has(codePoint);
  }
}

export interface Family {
  regular: StandInFont;
  bold: StandInFont;
  italic?: StandInFont;
  boldItalic?: StandInFont;
}

const expo = (slug: string, face: string, weight: string): StandInFont =>
  new StandInFont(`@expo-google-fonts/${slug}/${weight}/${face}_${weight}.ttf`);

const twoWeights = (slug: string, face: string): Family => ({
  regular: expo(slug, face, '400Regular'),
  bold: expo(slug, face, '700Bold'),
});

const fourStyles = (slug: string, face: string): Family => ({
  ...twoWeights(slug, face),
  italic: expo(slug, face, '400Regular_Italic'),
  boldItalic: expo(slug, face, '700Bold_Italic'),
});

const hans = (weight: string): StandInFont => new StandInFont(`@embedpdf/fonts-sc/fonts/NotoSansHans-${weight}.otf`);

/** The first three are as wide, letter by letter, as Helvetica, Times and Courier. */
export const FAMILIES = {
  sans: fourStyles('arimo', 'Arimo'),
  serif: fourStyles('tinos', 'Tinos'),
  mono: fourStyles('cousine', 'Cousine'),
  japanese: twoWeights('biz-udgothic', 'BIZUDGothic'),
  /** Simplified and traditional. */
  chinese: { regular: hans('Regular'), bold: hans('Bold') },
  korean: twoWeights('nanum-gothic', 'NanumGothic'),
  arabic: twoWeights('noto-naskh-arabic', 'NotoNaskhArabic'),
  thai: twoWeights('noto-sans-thai', 'NotoSansThai'),
  devanagari: twoWeights('noto-sans-devanagari', 'NotoSansDevanagari'),
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof FAMILIES;

/** Every font there is; PDFium knows them by their place in this list, beginning with 1. */
export const STAND_INS: StandInFont[] = Object.values(FAMILIES).flatMap((family: Family) =>
  [family.regular, family.bold, family.italic, family.boldItalic].filter((font) => font !== undefined),
);

/** The style of a family that is nearest. */
export function styleOf(family: Family, bold: boolean, italic: boolean): StandInFont {
  if (bold && italic) return family.boldItalic ?? family.bold;
  if (bold) return family.bold;
  return (italic ? family.italic : undefined) ?? family.regular;
}

const SEGMENTS = 4;
const GROUPS = 12;

/** What a font's table `cmap` maps: the two formats in which fonts of today keep Unicode. */
function codePointsOf(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const tables = font.readUInt16BE(4);
  const record = Array.from({ length: tables }, (_, index) => 12 + 16 * index).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  );
  if (record === undefined) return covered;
  const cmap = font.readUInt32BE(record + 8);
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
    const format = font.readUInt16BE(table);
    const ranges = format === GROUPS ? groups(font, table) : format === SEGMENTS ? segments(font, table) : [];
    for (const [from, to] of ranges) for (let point = from; point <= to; point++) covered.add(point);
  }
  covered.delete(0xffff);
  return covered;
}

type Range = [from: number, to: number];

function groups(font: Buffer, table: number): Range[] {
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, index) => {
    const at = table + 16 + 12 * index;
    return [font.readUInt32BE(at), font.readUInt32BE(at + 4)];
  });
}

function segments(font: Buffer, table: number): Range[] {
  const doubled = font.readUInt16BE(table + 6);
  return Array.from({ length: doubled / 2 }, (_, index) => {
    const end = table + 14 + 2 * index;
    return [font.readUInt16BE(end + 2 + doubled), font.readUInt16BE(end)];
  });
}
