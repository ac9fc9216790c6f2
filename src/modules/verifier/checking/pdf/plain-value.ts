import type { PdfObject } from './read-object';

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** What a name, a number, a text or a word means, in one spelling; undefined for lists and dictionaries. */
export function plainValue({ value, file }: PdfObject): string | undefined {
  if ('name' in value) return `/${unescapedName(value.name)}`;
  if ('number' in value) return `${value.number}`;
  if ('text' in value) return `(${textOf(file.toString('latin1', value.text.from, value.text.to))}`;
  if ('other' in value) return NUMBER.test(value.other) ? `${Number(value.other)}` : value.other;
  return undefined;
}

/** A name as it is meant (ISO 32000-1, 7.3.5). */
export const unescapedName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The bytes of a text (ISO 32000-1, 7.3.4), with its brackets as it is written. */
function textOf(written: string): string {
  const inside = written.slice(1, -1);
  if (written.startsWith('<')) return Buffer.from(padded(inside.replace(/\s|\0/g, '')), 'hex').toString('latin1');
  return inside.replace(/\\([0-7]{1,3}|\r\n|[^])|\r\n?/g, (_, escaped: string | undefined) => {
    if (escaped === undefined) return '\n';
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(parseInt(escaped, 8) & 0xff);
    return /^[\r\n]/.test(escaped) ? '' : (ESCAPES[escaped] ?? escaped);
  });
}

const padded = (hex: string): string => (hex.length % 2 === 0 ? hex : `${hex}0`);
