import {
  inPercent,
  inPoints,
  placeOnPage,
  PlacementType,
  PlacementUnit,
  type Box,
  type PageBox,
  type PlacementRefusal,
} from '../documents';
import type { PlacementToCheckDto } from './dto/check-placements.dto';
import type { CheckedPlacement, PlacementWarning, PlacementWarningCode } from './dto/checked-placements.dto';

/** Smaller, and a name written with a finger cannot be read. In points. */
const LEAST = { width: 60, height: 20 };
/** Others that an overlap names; the rest it counts. */
const MOST_NAMED = 5;

/** What a request would make of each place, and what else to look at. The same rules decide as in a request. */
export function checkPlacements(placements: PlacementToCheckDto[], pages: PageBox[]): CheckedPlacement[] {
  const checked = placements.map((placement, index) => checkOne(placement, index, pages));
  const overlaps = checked.map((placement) => overlapOf(placement, checked));
  return checked.map((placement, index) => {
    const overlap = overlaps[index];
    return overlap ? { ...placement, warnings: [...placement.warnings, overlap] } : placement;
  });
}

const CODES: Record<PlacementRefusal, PlacementWarningCode> = {
  not_finite: 'no_area',
  zero_size: 'no_area',
  unseen: 'no_area',
  outside_page: 'outside_page',
  closed_page: 'closed_page',
};

function checkOne(asked: PlacementToCheckDto, index: number, pages: PageBox[]): CheckedPlacement {
  const { pageIndex, type = PlacementType.SIGNATURE, unit = PlacementUnit.PERCENT } = asked;
  const checked = { index, pageIndex, type: type ?? PlacementType.SIGNATURE };
  const say = (code: PlacementWarningCode, words: string): PlacementWarning => warning(index, code, words);
  const page = pages[pageIndex];
  if (!page) {
    const words = `is on page ${pageIndex}, but the document has ${pages.length}, counted from 0`;
    return { ...checked, accepted: false, points: null, percent: null, warnings: [say('unknown_page', words)] };
  }
  const placed = placeOnPage(asked, unit ?? PlacementUnit.PERCENT, page);
  const points = 'box' in placed ? placed.box : inPoints(asked, unit ?? PlacementUnit.PERCENT, page)!;
  const warnings: PlacementWarning[] = [];
  if ('refused' in placed) {
    const code = CODES[placed.refused];
    warnings.push(say(code, `cannot stand on page ${pageIndex}: ${placed.sentence}`));
  } else if (checked.type === PlacementType.SIGNATURE && isTooSmall(points)) {
    const words = `is ${points.width} x ${points.height} points: a signature needs at least ${LEAST.width} x ${LEAST.height} to be readable`;
    warnings.push(say('too_small', words));
  }
  return { ...checked, accepted: 'box' in placed, points, percent: inPercent(points, page), warnings };
}

const isTooSmall = ({ width, height }: Box): boolean => width < LEAST.width || height < LEAST.height;

function overlapOf(one: CheckedPlacement, all: CheckedPlacement[]): PlacementWarning | undefined {
  const others = all.filter((other) => other !== one && other.pageIndex === one.pageIndex && overlap(one, other));
  if (others.length === 0) return undefined;
  const named = others.slice(0, MOST_NAMED).map(({ index }) => `placements[${index}]`);
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  return warning(
    one.index,
    'overlap',
    `overlaps ${named.join(', ')}${more}: what is written here would cover each other`,
  );
}

/** Boxes that merely touch do not overlap; points are exact to a hundredth. */
function overlap({ points: a }: CheckedPlacement, { points: b }: CheckedPlacement): boolean {
  if (!a || !b) return false;
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0.01 && down > 0.01;
}

const warning = (index: number, code: PlacementWarningCode, words: string): PlacementWarning => ({
  code,
  message: `placements[${index}] ${words}`,
});
