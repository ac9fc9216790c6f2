import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import { damaged } from './not-a-picture';
import type { PictureSize } from './picture-size';

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/** The depths that each colour type may have, and how many samples a pixel has (PNG, third edition, 11.2.1). */
const COLOURS: Record<number, { depths: number[]; samples: number }> = {
  0: { depths: [1, 2, 4, 8, 16], samples: 1 },
  2: { depths: [8, 16], samples: 3 },
  3: { depths: [1, 2, 4, 8], samples: 1 },
  4: { depths: [8, 16], samples: 2 },
  6: { depths: [8, 16], samples: 4 },
};
/** Where each pass of an interlaced picture begins, and its steps (8.2). */
const ADAM7 = [
  ...[
    { x: 0, y: 0, dx: 8, dy: 8 },
    { x: 4, y: 0, dx: 8, dy: 8 },
    { x: 0, y: 4, dx: 4, dy: 8 },
  ],
  ...[
    { x: 2, y: 0, dx: 4, dy: 4 },
    { x: 0, y: 2, dx: 2, dy: 4 },
    { x: 1, y: 0, dx: 2, dy: 2 },
  ],
  { x: 0, y: 1, dx: 1, dy: 2 },
];
const LAST_FILTER = 4;

interface Header extends PictureSize {
  bits: number;
  colour: number;
  interlaced: boolean;
}

/** Every chunk with its checksum, and every row of pixels. `hold` refuses a size before anything is unpacked. */
export async function readPng(bytes: Buffer, hold: (size: PictureSize) => void): Promise<PictureSize> {
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks[0]);
  hold(header);
  if (chunks.at(-1)?.type !== 'IEND') throw damaged('it has no end');
  if (header.colour === 3 && !chunks.some(({ type }) => type === 'PLTE')) throw damaged('it has no palette');
  const rows = rowsOf(header);
  const length = rows.reduce((sum, { count, bytes: row }) => sum + count * (row + 1), 0);
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
  const pixels = await unpack(packed, { maxOutputLength: length + 1 }).catch(() => {
    throw damaged('its pixels cannot be unpacked');
  });
  if (pixels.length !== length) throw damaged('it has not as many pixels as it says');
  let at = 0;
  for (const { count, bytes: row } of rows) {
    for (let n = 0; n < count; n++, at += row + 1) {
      if (pixels[at] > LAST_FILTER) throw damaged('a row cannot be read');
    }
  }
  return { width: header.width, height: header.height };
}

interface Chunk {
  type: string;
  data: Buffer;
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    if (chunks.at(-1)?.type === 'IEND') break; // what some programs write behind the end is no part of the picture
    const end = at + 8 + (at + 8 <= bytes.length ? bytes.readUInt32BE(at) : Infinity);
    if (end + 4 > bytes.length) throw damaged('it ends early');
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) throw damaged('a checksum is wrong');
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function headerOf(chunk: Chunk | undefined): Header {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) throw damaged('it has no header');
  const [depth, colour, compression, filter, interlace] = chunk.data.subarray(8);
  const known = COLOURS[colour] as (typeof COLOURS)[number] | undefined;
  if (!known?.depths.includes(depth) || compression + filter !== 0 || interlace > 1)
    throw damaged('its header is wrong');
  const [width, height] = [chunk.data.readUInt32BE(0), chunk.data.readUInt32BE(4)];
  return { width, height, bits: depth * known.samples, colour, interlaced: interlace === 1 };
}

function rowsOf({ width, height, bits, interlaced }: Header): { count: number; bytes: number }[] {
  const passes = interlaced ? ADAM7 : [{ x: 0, y: 0, dx: 1, dy: 1 }];
  return passes.flatMap(({ x, y, dx, dy }) => {
    const [across, count] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)];
    return across > 0 && count > 0 ? [{ count, bytes: Math.ceil((across * bits) / 8) }] : [];
  });
}
