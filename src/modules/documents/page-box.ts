import { Edges, PageBox, Rotation } from './pdf-reading';
import { UnreadablePdf } from './unreadable-pdf';

/** What a page says of its shape, its own or inherited, as plain numbers. NaN stands for what is not a number. */
export type PageGeometry = Partial<Record<'MediaBox' | 'CropBox' | 'Rotate' | 'UserUnit', number | number[]>>;

/** The PDF standard's own limits for a side of a page: 3 to 14,400 units (5 metres). They hold here after UserUnit. */
const SHORTEST_SIDE = 3;
const LONGEST_SIDE = 14_400;
/** Farther from the origin, coordinates lose the precision that placing needs. */
const FARTHEST_EDGE = 1_000_000;

/** A page as a person sees it. Refuses shapes on which viewers would disagree. */
export function pageBox(geometry: PageGeometry, index: number): PageBox {
  const media = edges(geometry.MediaBox, index);
  const crop = geometry.CropBox === undefined ? media : intersection(media, edges(geometry.CropBox, index));
  const rotation = quarterTurns(geometry.Rotate ?? 0, index);
  const userUnit = geometry.UserUnit ?? 1;
  if (typeof userUnit !== 'number' || !(userUnit > 0)) throw impossible(index, 'UserUnit');

  const across = (crop.right - crop.left) * userUnit;
  const up = (crop.top - crop.bottom) * userUnit;
  const credible = [across, up].every((side) => side >= SHORTEST_SIDE && side <= LONGEST_SIDE);
  if (!credible) throw impossible(index, `${across} x ${up} points`);
  const [width, height] = rotation % 180 === 0 ? [across, up] : [up, across];
  return { width, height, rotation, crop, userUnit };
}

/** The standard lets a rectangle name any two opposite corners, in any order. */
function edges(rectangle: number | number[] | undefined, index: number): Edges {
  const usable = Array.isArray(rectangle) && rectangle.length === 4;
  if (!usable || !rectangle.every((edge) => Math.abs(edge) <= FARTHEST_EDGE)) {
    throw impossible(index, `box ${JSON.stringify(rectangle)}`);
  }
  const [x1, y1, x2, y2] = rectangle;
  return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
}

function intersection(a: Edges, b: Edges): Edges {
  return {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
}

/** -90 and 630 are 270. */
function quarterTurns(degrees: number | number[], index: number): Rotation {
  if (typeof degrees !== 'number' || degrees % 90 !== 0) throw impossible(index, `/Rotate ${JSON.stringify(degrees)}`);
  return (((degrees % 360) + 360) % 360) as Rotation;
}

function impossible(index: number, what: string): UnreadablePdf {
  return new UnreadablePdf('bad_page_box', `page ${index + 1}: ${what}`);
}
