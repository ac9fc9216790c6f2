import { wrapText } from '../../../platform/text-fitting';
import { composed, shapeLine } from './shaped-line';
import type { Face } from './typefaces';

/** The width of a line as it is drawn, in sizes. */
export const widthOf = (text: string, face: Face): number =>
  shapeLine(text, face)?.width ?? shapeLine(namedByCodePoints(text, face), face)!.width;

/** A text as it is drawn: where some letters cannot be, they are named. */
export const asDrawn = (text: string, face: Face): string =>
  shapeLine(text, face) ? text : namedByCodePoints(text, face);

/** The letters of a text that no font of ours has: each once. */
export function lettersWithout(text: string, face: Face): string[] {
  if (shapeLine(text, face)) return [];
  const letters = [...new Set(composed(text))];
  const missing = letters.filter((letter) => !shapeLine(letter, face));
  // Each letter alone has a font, and one that carries a mark has none together with it.
  return missing.length > 0 ? missing : clustersWithout(text, face);
}

/** Breaks text into lines no wider than `width`; a word that is wider itself is broken between letters. */
export const wrapAt = (text: string, face: Face, size: number, width: number): string[] =>
  wrapText(asDrawn(text, face), width / size, (line) => widthOf(line, face));

/** Whether anything of a text is to be seen. */
export const isSeen = (text: string): boolean => composed(text).trim() !== '' && /[^\p{Cf}\s]/u.test(composed(text));

const CLUSTER = /.[\p{M}\u200c\u200d]*/gsu;

const clustersOf = (text: string): string[] => composed(text).match(CLUSTER) ?? [];

const clustersWithout = (text: string, face: Face): string[] => [
  ...new Set(clustersOf(text).filter((cluster) => !shapeLine(cluster, face))),
];

/** Nothing is ever dropped in silence: `[U+1234]` for each letter that no font has. */
const namedByCodePoints = (text: string, face: Face): string =>
  clustersOf(text)
    .map((cluster) => (shapeLine(cluster, face) ? cluster : Array.from(cluster, codePoint).join('')))
    .join('');

const codePoint = (letter: string): string =>
  `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
