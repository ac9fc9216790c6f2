import type { PictureSize } from './picture-size';
import { readJpeg } from './read-jpeg';
import { readPng } from './read-png';
import { NotAPicture } from './not-a-picture';

/** How large a picture may be once it is decoded, whatever it weighs. */
export interface PictureBounds {
  /** Width and height, in pixels. */
  side: number;
  /** Width times height. */
  pixels: number;
}

const READERS: [contentType: 'image/png' | 'image/jpeg', start: Buffer, read: typeof readPng][] = [
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex'), readPng],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex'), readJpeg],
];

/**
 * Reads a PNG or a JPEG to its end: what it is, its first bytes say, not its name. The header is held against the bounds
 * before anything is unpacked, and unpacking happens on another thread. Throws `NotAPicture` with the end of a sentence.
 */
export async function readPicture(
  bytes: Buffer,
  bounds: PictureBounds,
): Promise<PictureSize & { contentType: 'image/png' | 'image/jpeg' }> {
  const known = READERS.find(([, start]) => bytes.subarray(0, start.length).equals(start));
  if (!known) throw new NotAPicture('must be a PNG or JPEG: its first bytes are of neither');
  const [contentType, , read] = known;
  return { contentType, ...(await read(bytes, (size) => hold(size, bounds))) };
}

function hold({ width, height }: PictureSize, { side, pixels }: PictureBounds): void {
  if (width === 0 || height === 0) throw new NotAPicture('must have a width and a height: one of them is 0');
  if (Math.max(width, height) <= side && width * height <= pixels) return;
  throw new NotAPicture(
    `must have at most ${side} pixels a side and ${pixels} in all: it has ${width} x ${height} by its own account`,
  );
}
