import { PageBox, Rotation } from './pdf-reading';

export enum PlacementType {
  SIGNATURE = 'SIGNATURE',
  INITIALS = 'INITIALS',
  NAME = 'NAME',
  DATE = 'DATE',
  TEXT = 'TEXT',
  CHECKBOX = 'CHECKBOX',
}

export enum PlacementUnit {
  /** 0..100 of the displayed page, across for x and width, down for y and height. */
  PERCENT = 'PERCENT',
  /** 1/72 inch of the displayed page. */
  POINT = 'POINT',
}

/** A rectangle on the displayed page: origin top-left, y downwards. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type PlacementRefusal = 'not_finite' | 'zero_size' | 'unseen' | 'outside_page' | 'closed_page';

/** Either the box in points from the displayed top-left, to 0.01, or why it cannot stand there. */
export type Placed = { box: Box } | { refused: PlacementRefusal; sentence: string };

/** Callers round: a box may cross the edge by this many points, and is then pushed back. */
const EDGE_TOLERANCE = 0.01;
/** In points: in less than that nothing could be seen. */
const LEAST_SIDE = 1;
/** 33.33 % + 66.67 % of a page, or 0.1 + 0.2, may miss the edge by the error of floating point. */
const FLOAT_ERROR = 1e-6;

/** Which rule, and what to do. */
const CLOSED: Record<NonNullable<PageBox['closed']>, string> = {
  certified:
    'the document is certified, and its certification allows nothing to be put on a page (DocMDP). Ask without places: it is sealed as it is, ' +
    'with its evidence beside it',
  locked:
    'an earlier signature has locked the document (FieldMDP). Ask without places: it is sealed as it is, with its evidence beside it',
};

/** Puts a box, given in either unit, on a page. */
export function placeOnPage(asked: Box, unit: PlacementUnit, page: PageBox): Placed {
  const unusable = (['x', 'y', 'width', 'height'] as const).filter((side) => !Number.isFinite(asked[side]));
  if (unusable.length > 0) return refuse('not_finite', `${unusable.join(', ')} must be a finite number`);

  if (page.closed) return refuse('closed_page', CLOSED[page.closed]);
  const exact = unit === PlacementUnit.PERCENT ? percentToPoints(asked, page) : asked;
  if (!hasArea(exact)) return refuse('zero_size', 'the box has no area');
  const box = roundInside(exact, page);
  if (!isInside(exact, page) || !hasArea(box)) {
    return refuse('outside_page', `the box reaches outside the page (${size(page)} points as displayed)`);
  }
  if (Math.min(box.width, box.height) < LEAST_SIDE) return refuse('unseen', tooSmall(box, page));
  return { box };
}

/** A box in points, to 0.01, whether or not it can stand there; null when a side is no number. */
export function inPoints(asked: Box, unit: PlacementUnit, page: PageBox): Box | null {
  const exact = unit === PlacementUnit.PERCENT ? percentToPoints(asked, page) : asked;
  const { x, y, width, height } = exact;
  if (![x, y, width, height].every(Number.isFinite)) return null;
  return { x: roundPoint(x), y: roundPoint(y), width: roundPoint(width), height: roundPoint(height) };
}

/** A box in points as parts of its page, 0 to 100, to a millionth: fine enough to come back to the same points. */
export function inPercent({ x, y, width, height }: Box, page: PageBox): Box {
  const part = (points: number, whole: number) => Math.round((points / whole) * 1e8) / 1e6;
  return {
    x: part(x, page.width),
    y: part(y, page.height),
    width: part(width, page.width),
    height: part(height, page.height),
  };
}

/**
 * Where a box of the displayed page lies in the page's own space: draw something `width` x `height` with its lower left
 * corner at (x, y), turned counter-clockwise by `rotation`, and a person sees it upright in the box.
 */
export function toPdfSpace(box: Box, page: PageBox): Box & { rotation: Rotation } {
  const { left, bottom, right, top } = page.crop;
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((points) => points / page.userUnit);
  const corner = {
    0: { x: left + x, y: top - y - height },
    90: { x: left + y + height, y: bottom + x },
    180: { x: right - x, y: bottom + y + height },
    270: { x: right - y - height, y: top - x },
  }[page.rotation];
  return { ...corner, width, height, rotation: page.rotation };
}

const tooSmall = ({ width, height }: Box, page: PageBox): string =>
  `the box is too small for anything to be seen: ${width} x ${height} points, and at least ${LEAST_SIDE} x ` +
  `${LEAST_SIDE} are needed (the page has ${size(page)} as displayed)`;

function percentToPoints({ x, y, width, height }: Box, page: PageBox): Box {
  const across = page.width / 100;
  const down = page.height / 100;
  return { x: x * across, y: y * down, width: width * across, height: height * down };
}

function isInside({ x, y, width, height }: Box, page: PageBox): boolean {
  const slack = EDGE_TOLERANCE + FLOAT_ERROR;
  return x >= -slack && y >= -slack && x + width <= page.width + slack && y + height <= page.height + slack;
}

function hasArea(box: Box): boolean {
  return roundPoint(box.width) > 0 && roundPoint(box.height) > 0;
}

/** Rounding never carries a box over the edge: what was placed can be placed again. */
function roundInside(box: Box, page: PageBox): Box {
  const x = Math.max(0, roundPoint(box.x));
  const y = Math.max(0, roundPoint(box.y));
  const width = roundPoint(Math.min(roundPoint(box.width), roundPoint(page.width) - x));
  const height = roundPoint(Math.min(roundPoint(box.height), roundPoint(page.height) - y));
  return { x, y, width, height };
}

function roundPoint(points: number): number {
  return Math.round(points * 100) / 100;
}

function size(page: PageBox): string {
  return `${roundPoint(page.width)} x ${roundPoint(page.height)}`;
}

function refuse(refused: PlacementRefusal, sentence: string): Placed {
  return { refused, sentence };
}
