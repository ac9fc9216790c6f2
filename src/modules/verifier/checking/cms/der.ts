import { Flaw } from '../findings';

/** One element of DER (X.690), as strictly as a signature wants it: one spelling for one meaning. */
export interface Der {
  tag: number;
  /** The element from its tag to its last byte. */
  whole: Buffer;
  content: Buffer;
}

const CONSTRUCTED = 0x20;
/** More than any signature has in one list. */
const MOST_CHILDREN = 10_000;

export const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a context-specific, constructed element: `[n]`. */
export const context = (number: number): number => 0xa0 | number;

/** Reads the element at the beginning of `bytes`; what stands behind it is left alone. Throws a Flaw. */
export function readFirst(bytes: Buffer): Der {
  if (bytes.length < 2) throw new Flaw('The signature ends in the middle of an element');
  const [tag, first] = bytes;
  if ((tag & 0x1f) === 0x1f) throw new Flaw('The signature has an element of an unknown kind');
  const [length, header] = first < 0x80 ? [first, 2] : longLength(bytes, first & 0x7f);
  if (header + length > bytes.length) throw new Flaw('The signature ends in the middle of an element');
  return { tag, whole: bytes.subarray(0, header + length), content: bytes.subarray(header, header + length) };
}

function longLength(bytes: Buffer, count: number): [length: number, header: number] {
  if (count === 0 || count > 4 || bytes.length < 2 + count)
    throw new Flaw('The signature has a length that is none in DER');
  const length = bytes.readUIntBE(2, count);
  const shortest = length >= 0x80 && length >= 2 ** (8 * (count - 1));
  if (!shortest) throw new Flaw('The signature has a length that is longer than it must be');
  return [length, 2 + count];
}

/** Reads bytes that are exactly one element. */
export function readDer(bytes: Buffer): Der {
  const element = readFirst(bytes);
  if (element.whole.length !== bytes.length) throw new Flaw('The signature has something behind an element');
  return element;
}

/** The elements inside one. */
export function childrenOf({ tag, content }: Der): Der[] {
  if ((tag & CONSTRUCTED) === 0) throw new Flaw('The signature has a value where a list was expected');
  const children: Der[] = [];
  for (let at = 0; at < content.length;) {
    const child = readFirst(content.subarray(at));
    children.push(child);
    at += child.whole.length;
    if (children.length > MOST_CHILDREN) throw new Flaw('The signature has too many elements');
  }
  return children;
}

/** The element, when it has this tag. */
export function required(element: Der | undefined, tag: number, what: string): Der {
  if (element?.tag !== tag) throw new Flaw(`${what} is not there, or something else`);
  return element;
}

/** The children of a SEQUENCE, or of another list with the tag that is given. */
export const listOf = (element: Der | undefined, what: string, tag: number = TAGS.sequence): Der[] =>
  childrenOf(required(element, tag, what));

/** An object identifier in dots. */
export function oidOf(element: Der | undefined, what: string): string {
  const { content } = required(element, TAGS.oid, what);
  const numbers: number[] = [];
  let value = 0;
  for (const [index, byte] of content.entries()) {
    if (value === 0 && byte === 0x80) throw new Flaw(`${what} is written in an unusual way`);
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) throw new Flaw(`${what} has a number that is too large`);
    if ((byte & 0x80) !== 0) {
      if (index === content.length - 1) throw new Flaw(`${what} ends in the middle`);
      continue;
    }
    numbers.push(value);
    value = 0;
  }
  if (numbers.length === 0) throw new Flaw(`${what} is empty`);
  const [head, ...rest] = numbers;
  const top = Math.min(Math.floor(head / 40), 2);
  return [top, head - 40 * top, ...rest].join('.');
}

/** A small INTEGER. */
export function smallInteger(element: Der | undefined, what: string): number {
  const { content } = required(element, TAGS.integer, what);
  if (content.length !== 1) throw new Flaw(`${what} is no small number`);
  return content[0];
}

/** An INTEGER from 0 to 32,767. */
export function numberOf(element: Der | undefined, what: string): number {
  const { content } = required(element, TAGS.integer, what);
  const isShortest = content.length === 1 || (content.length === 2 && (content[0] > 0 || content[1] > 0x7f));
  if (!isShortest || content[0] > 0x7f) throw new Flaw(`${what} is no such number`);
  return content.readUIntBE(0, content.length);
}

/** UTCTime and GeneralizedTime, in UTC as DER wants them. */
export function timeOf(element: Der | undefined, what: string): Date {
  const text = element?.content.toString('latin1') ?? '';
  const [, year, ...parts] =
    (element?.tag === TAGS.utcTime && /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/.exec(text)) ||
    (element?.tag === TAGS.time && /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text)) ||
    [];
  if (!year) throw new Flaw(`${what} is not a time`);
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  const [month, day, hour, minute, second, fraction = ''] = parts;
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at.getTime())) throw new Flaw(`${what} is not a time`);
  return at;
}
