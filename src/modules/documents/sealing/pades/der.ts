/** Writes DER (X.690): the few elements that signatures, timestamp queries and status queries are made of. */

const element = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
};

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(2 * Math.ceil(length.toString(16).length / 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...items: Uint8Array[]): Buffer => element(0x30, ...items);

/** SET OF: DER wants its elements in ascending order (X.690, 11.6). */
export const setOf = (...items: Uint8Array[]): Buffer => element(0x31, ...ascending(items));

/** `[n]` around an element, or in place of the tag of a list whose content is given. */
export const tagged = (number: number, ...contents: Uint8Array[]): Buffer => element(0xa0 | number, ...contents);

export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);

export const nothing = Buffer.from([0x05, 0x00]);

export const yes = Buffer.from([0x01, 0x01, 0xff]);

/** A number that is not negative, from its bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const shortest = bytes.subarray(from);
  return element(0x02, ...(shortest[0] >= 0x80 ? [Buffer.from([0])] : []), shortest);
}

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
    digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

export const ascending = (items: Uint8Array[]): Uint8Array[] =>
  [...items].sort((one, other) => Buffer.compare(one, other));
