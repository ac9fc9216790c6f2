import { CAPITALS, fitText } from '../../../platform/text-fitting';
import type { DrawableDocument } from '../drawing/drawable-document';
import type { DrawablePage } from '../drawing/drawable-page';
import type { SealMark } from '../sealing/sealing-job';
import { asDrawn, widthOf } from '../sealing/typesetting';
import { comparePictures } from './compare-pictures';
import type { Finding } from './finding';

const DPI = 72;
/** Pages that all carry marks, as initials do, are drawn coarser from here on: hundreds of them are to be looked at. */
const MANY_PAGES = 100;
const COARSE_DPI = 48;
/** A place is looked at with so many pixels across at least, as far as the page allows. */
const LEAST_PIXELS = 16;
const MOST_SIDE = 1600;
/** In points; viewers round. */
const SIZE_TOLERANCE = 0.5;
/** A mark may lie on lines of its own colour, and the edges of letters are faint. */
const SEEN_ACROSS = 0.5;
const SEEN_UP = 0.3;

/** What the second document may have that the first has not. */
export interface Additions {
  marks: SealMark[];
  /** Behind its own. */
  mayAddPages: boolean;
  /** The letters of marks are among those of their pages. */
  mayAddLetters: boolean;
}

/** Draws these pages of both documents and holds them against each other. */
export function comparePages(
  before: DrawableDocument,
  after: DrawableDocument,
  indexes: number[],
  { marks, mayAddPages, mayAddLetters }: Additions,
): Finding[] {
  if (after.pageCount < before.pageCount || (after.pageCount > before.pageCount && !mayAddPages))
    return [{ rule: 'pages', detail: `${before.pageCount} pages before, ${after.pageCount} after` }];
  const usual = indexes.length > MANY_PAGES ? COARSE_DPI : DPI;
  return indexes.flatMap((index) => {
    const here = marks.filter(({ pageIndex }) => pageIndex === index);
    const pages = [before.page(index), after.page(index)] as const;
    return comparePage(...pages, here, usual, mayAddLetters).map((finding) => ({ ...finding, page: index + 1 }));
  });
}

function comparePage(
  before: DrawablePage,
  after: DrawablePage,
  marks: SealMark[],
  usual: number,
  mayAddLetters: boolean,
): Finding[] {
  const [width, height] = [before.width, before.height];
  if (Math.abs(after.width - width) > SIZE_TOLERANCE || Math.abs(after.height - height) > SIZE_TOLERANCE)
    return [{ rule: 'pages', detail: `${width} x ${height} points before, ${after.width} x ${after.height} after` }];
  const dpi = resolutionFor(marks, Math.max(width, height), usual);
  const [picture, pictureAfter] = [before.draw({ dpi }), after.draw({ dpi })];
  // A huge page is drawn smaller than asked.
  const drawnAt = (picture.width / width) * 72;
  const { outside, inside } = comparePictures(
    picture,
    pictureAfter,
    marks.map(({ box }) => box),
    drawnAt,
  );
  return [
    ...(outside > 0 ? [{ rule: 'changed' as const, detail: `${outside} pixels changed outside the places` }] : []),
    ...marks.flatMap((mark, index) => unseen(mark, inside[index])),
    ...compareText(before, after, mayAddLetters),
    ...compareAnnotations(before, after),
  ];
}

/** Small places on small pages are looked at more closely: a tick of four points is six pixels otherwise. */
function resolutionFor(marks: SealMark[], side: number, usual: number): number {
  const smallest = Math.min(...marks.map(({ box }) => Math.min(box.width, box.height)), Infinity);
  return Math.max(usual, Math.min((LEAST_PIXELS / smallest) * 72, (MOST_SIDE / side) * 72));
}

function unseen(mark: SealMark, seen: { pixels: number; width: number; height: number }): Finding[] {
  const place = `the place at ${Math.round(mark.box.x)}, ${Math.round(mark.box.y)}`;
  if (seen.pixels === 0) return [{ rule: 'mark', detail: `nothing is to be seen in ${place}` }];
  const { width, height } = leastOf(mark);
  if (seen.width >= width && seen.height >= height) return [];
  return [{ rule: 'mark', detail: `what is to be seen in ${place} is not the whole mark` }];
}

/** How far the ink of a mark reaches at least, in points. Of a picture that is not known: it may be one dot. */
function leastOf({ kind, text, box }: SealMark): { width: number; height: number } {
  if (kind === 'IMAGE') return { width: 0, height: 0 };
  if (kind === 'CHECK') {
    const side = Math.min(box.width, box.height) * 0.6;
    return { width: side * SEEN_ACROSS, height: side * SEEN_ACROSS };
  }
  const isHandwriting = kind === 'HANDWRITING';
  const face = isHandwriting ? 'hand' : 'regular';
  const fitted = fitText(asDrawn(text ?? '', face), box, isHandwriting, (line) => widthOf(line, face));
  const width = Math.max(...fitted.lines.map((line) => widthOf(line, face))) * fitted.size;
  return { width: width * SEEN_ACROSS, height: CAPITALS * fitted.size * SEEN_UP };
}

function compareText(before: DrawablePage, after: DrawablePage, mayAddLetters: boolean): Finding[] {
  const [text, textAfter] = [before, after].map((page) => page.letters());
  if (text === textAfter || (mayAddLetters && hasAllLettersOf(textAfter, text))) return [];
  return [{ rule: 'text', detail: `the text is another: ${text.length} letters before, ${textAfter.length} after` }];
}

/** Wherever they stand: what was drawn between them may have moved them. */
function hasAllLettersOf(text: string, other: string): boolean {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of other.replace(/\s/g, '')) {
    const left = (counts.get(letter) ?? 0) - 1;
    if (left < 0) return false;
    counts.set(letter, left);
  }
  return true;
}

function compareAnnotations(before: DrawablePage, after: DrawablePage): Finding[] {
  const [kinds, kindsAfter] = [before.annotations(), after.annotations()];
  return [...kinds].flatMap(([kind, count]) => {
    const countAfter = kindsAfter.get(kind) ?? 0;
    if (countAfter >= count) return [];
    return [{ rule: 'annotations' as const, detail: `${count} of ${kind} before, ${countAfter} after` }];
  });
}
