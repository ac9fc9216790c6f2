import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';

/** How many credentials one list has room for: the least that W3C Bitstring Status List v1.0 allows, for privacy in the crowd. */
export const LIST_LENGTH = 131_072;
/** Lists of others may be longer; one that unpacks to more than this (16 million credentials) is refused. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** The bits of a list in which just these positions are set. Position 0 is the most significant bit of the first byte. */
export function bitsWith(positions: Iterable<number>): Buffer {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const position of positions) {
    if (!isPosition(position, bits)) throw new RangeError(`No position in a status list: ${position}`);
    bits[position >> 3] |= 0x80 >> (position & 7);
  }
  return bits;
}

/** Whether the bit at a position is set; throws for a position that the list does not have. */
export function isSet(bits: Buffer, position: number): boolean {
  if (!isPosition(position, bits)) throw new RangeError(`No position in a status list: ${position}`);
  return (bits[position >> 3] & (0x80 >> (position & 7))) !== 0;
}

const isPosition = (position: number, bits: Buffer): boolean =>
  Number.isSafeInteger(position) && position >= 0 && position < bits.length * 8;

/** `encodedList`: multibase base64url of the compressed bits. */
export const encodeList = async (bits: Buffer): Promise<string> =>
  `u${(await promisify(gzip)(bits)).toString('base64url')}`;

/** The bits of an `encodedList`; throws for another encoding, a list that is too short or one that unpacks to too much. */
export async function decodeList(encoded: string): Promise<Buffer> {
  if (encoded.length > MOST_CHARACTERS) throw new Error('The status list is too long');
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) throw new Error('encodedList must be multibase base64url: it begins with u');
  const packed = Buffer.from(encoded.slice(1), 'base64url');
  const bits = await promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES });
  if (bits.length < LIST_LENGTH / 8) throw new Error(`A status list has at least ${LIST_LENGTH} entries`);
  return bits;
}
