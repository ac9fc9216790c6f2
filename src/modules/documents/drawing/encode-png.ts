import { crc32, deflateSync } from 'node:zlib';
import type { Drawing } from './drawable-page';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUE_COLOUR = 2;
const UP = 2;

/** A drawing as PNG, without its opacity: it is opaque. */
export function asPng({ rgba, width, height }: Drawing): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, TRUE_COLOUR], 8);
  const pixels = chunk('IDAT', deflateSync(filtered(rgba, width, height), { level: 6 }));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]);
}

/** Each row as the difference to the one above: most of a page is the same. */
function filtered(rgba: Uint8Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = UP;
    for (let x = 0, from = 4 * y * width; x < width; x++, from += 4)
      for (let channel = 0; channel < 3; channel++)
        rows[to++] = rgba[from + channel] - (y > 0 ? rgba[from + channel - 4 * width] : 0);
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
