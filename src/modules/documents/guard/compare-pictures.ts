import type { Drawing } from '../drawing/drawable-page';
import type { Box } from '../placements';

/** A place in points of the displayed page, in which the second picture may differ. */
export interface PictureDifference {
  /** Pixels that differ outside every place. */
  outside: number;
  /** For each place: how many pixels differ in it, and how far they reach, in points. */
  inside: { pixels: number; width: number; height: number }[];
}

/** Of 255: the renderer is the same, so that nothing but a change makes a difference. */
const TOLERANCE = 12;
/** Pixels around a place that its edge may colour. */
const EDGE = 1.5;

/** Holds two pictures of a page against each other. They have the same size; `dpi` is that in which they were drawn. */
export function comparePictures(before: Drawing, after: Drawing, places: Box[], dpi: number): PictureDifference {
  const scale = dpi / 72;
  const rooms = places.map(({ x, y, width, height }) => ({
    left: x * scale - EDGE,
    top: y * scale - EDGE,
    right: (x + width) * scale + EDGE,
    bottom: (y + height) * scale + EDGE,
    seen: { pixels: 0, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity },
  }));
  const [whole, wholeAfter] = [before, after].map(({ rgba }) => pixelsOf(rgba));
  let outside = 0;
  for (let index = 0; index < whole.length; index++) {
    if (whole[index] === wholeAfter[index] || !differs(before.rgba, after.rgba, index * 4)) continue;
    const [x, y] = [index % before.width, Math.floor(index / before.width)];
    let isInside = false;
    for (const { left, top, right, bottom, seen } of rooms) {
      if (x < left || x > right || y < top || y > bottom) continue;
      isInside = true;
      seen.pixels++;
      [seen.left, seen.right] = [Math.min(seen.left, x), Math.max(seen.right, x)];
      [seen.top, seen.bottom] = [Math.min(seen.top, y), Math.max(seen.bottom, y)];
    }
    if (!isInside) outside++;
  }
  const inside = rooms.map(({ seen: { pixels, left, top, right, bottom } }) => ({
    pixels,
    width: pixels === 0 ? 0 : (right - left + 1) / scale,
    height: pixels === 0 ? 0 : (bottom - top + 1) / scale,
  }));
  return { outside, inside };
}

function pixelsOf(rgba: Uint8Array): Uint32Array {
  const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}

const differs = (before: Uint8Array, after: Uint8Array, at: number): boolean =>
  Math.abs(before[at] - after[at]) > TOLERANCE ||
  Math.abs(before[at + 1] - after[at + 1]) > TOLERANCE ||
  Math.abs(before[at + 2] - after[at + 2]) > TOLERANCE;
