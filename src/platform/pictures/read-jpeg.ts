import { decodeJpeg } from './decode-jpeg';
import { damaged } from './not-a-picture';
import type { PictureSize } from './picture-size';

const [START_OF_SCAN, END, TABLES, RESTARTS] = [0xda, 0xd9, [0xdb, 0xc4, 0xcc], [0xd0, 0xd7]];

/** Every segment to the end of the picture, then every pixel. `hold` refuses a size before anything is decoded. */
export async function readJpeg(bytes: Buffer, hold: (size: PictureSize) => void): Promise<PictureSize> {
  const size = readSegments(bytes, hold);
  await decodeJpeg(bytes);
  return size;
}

/** Its size, its tables, its scans. */
function readSegments(bytes: Buffer, hold: (size: PictureSize) => void): PictureSize {
  let size: PictureSize | undefined;
  let tables = 0;
  let scans = 0;
  for (let at = 2; ;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++; // fill bytes
    if (at + 2 > bytes.length) throw damaged('it ends early');
    if (bytes[at] !== 0xff) throw damaged('a segment does not begin where it should');
    const marker = bytes[at + 1];
    if (marker === END) break;
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : Infinity;
    if (length < 2 || at + 2 + length > bytes.length) throw damaged('it ends early');
    if (isFrame(marker)) {
      if (size || length < 11) throw damaged('its header is wrong');
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      hold(size);
    }
    if (TABLES.includes(marker)) tables++;
    at += 2 + length;
    if (marker !== START_OF_SCAN) continue;
    if (!size || tables === 0) throw damaged('it has no header');
    const end = endOfScan(bytes, at);
    if (end === at) throw damaged('a scan is empty');
    scans++;
    at = end;
  }
  if (!size || scans === 0) throw damaged('it has no pixels');
  return size;
}

/** Start of frame, of any process (ISO 10918-1, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Where the next marker begins that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= RESTARTS[0] && next <= RESTARTS[1])) return at;
  }
  throw damaged('it ends early');
}
