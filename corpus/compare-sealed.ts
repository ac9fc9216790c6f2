import { judges, type Drawn } from './judges';

/** Where something was put, in percent of the page as a person sees it. */
export interface Place {
  /** From 0. */
  pageIndex: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How far two programs may differ in a colour of a pixel that is the same. */
const TOLERANCE = 24;
const EDGE_PIXELS = 1.5;
const FEWEST_PIXELS_OF_A_MARK = 5;
const MOST_PAGES = 40;
/** Of the letters of a page: ligatures are read in more than one way. */
const SHARE_OF_TEXT_KEPT = 0.98;

/**
 * Holds a sealed document against the one that was asked, with programs that are not ours. Answers with every rule that is
 * broken: pages, pixels outside of the places, marks, text, signatures, links, fields, structure.
 */
export async function brokenRules(original: string, sealed: string, places: Place[]): Promise<string[]> {
  const [pages, pagesAfter] = await Promise.all([judges.pages(original), judges.pages(sealed)]);
  const broken = pagesAfter < pages ? [`pages: ${pages} before, ${pagesAfter} after`] : [];
  const looked = new Set(places.map(({ pageIndex }) => pageIndex + 1));
  for (let page = 1; page <= Math.min(pages, MOST_PAGES); page++) looked.add(page);
  for (const page of looked) {
    const here = places.filter(({ pageIndex }) => pageIndex === page - 1);
    const flaws = [
      ...(await flawsOfPicture(original, sealed, page, here)),
      ...(await lostText(original, sealed, page)),
    ];
    broken.push(...flaws.map((flaw) => `page ${page}: ${flaw}`));
  }
  return [...broken, ...(await flawsOfFile(original, sealed))];
}

async function flawsOfPicture(original: string, sealed: string, page: number, places: Place[]): Promise<string[]> {
  const [before, after] = await Promise.all([judges.drawn(original, page), judges.drawn(sealed, page)]);
  if (!before) return []; // what poppler cannot draw cannot be compared
  if (after?.width !== before.width || after.height !== before.height) return ['another size, or not drawn'];
  const { outside, inside } = changedPixels(before, after, places);
  const unseen = places.filter((_, index) => inside[index] < FEWEST_PIXELS_OF_A_MARK);
  return [
    ...(outside > 0 ? [`${outside} pixels changed outside of the places`] : []),
    ...unseen.map(({ x, y, width, height }) => `nothing to be seen at ${[x, y, width, height].join(',')}`),
  ];
}

/** How many pixels differ in each place, and how many in none. */
function changedPixels(before: Drawn, after: Drawn, places: Place[]): { outside: number; inside: number[] } {
  const boxes = places.map((place) => ({
    left: (place.x * before.width) / 100 - EDGE_PIXELS,
    right: ((place.x + place.width) * before.width) / 100 + EDGE_PIXELS,
    top: (place.y * before.height) / 100 - EDGE_PIXELS,
    bottom: ((place.y + place.height) * before.height) / 100 + EDGE_PIXELS,
  }));
  const inside = boxes.map(() => 0);
  let outside = 0;
  for (let pixel = 0; pixel < before.width * before.height; pixel++) {
    if (!differs(before.pixels, after.pixels, pixel * 3)) continue;
    const [x, y] = [pixel % before.width, Math.floor(pixel / before.width)];
    const box = boxes.findIndex(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
    if (box === -1) outside++;
    else inside[box]++;
  }
  return { outside, inside };
}

function differs(before: Buffer, after: Buffer, at: number): boolean {
  for (let colour = at; colour < at + 3; colour++)
    if (Math.abs(before[colour] - after[colour]) > TOLERANCE) return true;
  return false;
}

async function lostText(original: string, sealed: string, page: number): Promise<string[]> {
  const [before, after] = await Promise.all([judges.text(original, page), judges.text(sealed, page)]);
  const isKept = after.includes(before.slice(0, 40)) || after.length >= before.length * SHARE_OF_TEXT_KEPT;
  return isKept ? [] : [`text: ${before.length} letters before, ${after.length} after`];
}

async function flawsOfFile(original: string, sealed: string): Promise<string[]> {
  const [earlier, now] = await Promise.all([judges.signatures(original), judges.signatures(sealed)]);
  const [before, after] = await Promise.all([judges.annotations(original), judges.annotations(sealed)]);
  const [structure, structureAfter] = await Promise.all([judges.structure(original), judges.structure(sealed)]);
  const seal = now.at(-1);
  const broken = earlier.flatMap(({ isValid }, index) => (isValid && !now[index]?.isValid ? [index + 1] : []));
  const lost = after.links < before.links || after.fields < before.fields + 1; // the seal has a field of its own
  return [
    ...(now.length === earlier.length + 1 ? [] : [`signatures: ${earlier.length} before, ${now.length} after`]),
    ...(seal?.isValid && seal.coversAll ? [] : ['the seal is not valid or does not cover the whole file']),
    ...broken.map((number) => `the earlier signature ${number} is not valid any more`),
    ...(lost ? [`links, fields: ${before.links}, ${before.fields} before, ${after.links}, ${after.fields} after`] : []),
    ...(structureAfter > structure ? ['qpdf --check is worse than before'] : []),
  ];
}
