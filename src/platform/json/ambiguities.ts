import { isExact } from './exact-number';
import { endOfString } from './string-end';

/** A place in JSON that two readers may read as two things (RFC 7493 forbids both kinds). */
export interface Ambiguity {
  /** A name that its object has twice, of which some keep the first and some the last; or a number that is rounded when it is read. */
  kind: 'twice' | 'inexact';
  /** e.g. `credentials[0].data[1].value`; names are shortened. */
  path: string;
  /** The name, or the number as it is written, shortened. */
  written: string;
}

/** An object or a list that is being read. */
interface Level {
  /** Of an object. */
  names: Set<string> | null;
  /** The last name of an object, the place in a list. */
  at: string | number;
}

const LONGEST_SHOWN = 100;
const NUMBER = /[-+.\deE]+/y;

/**
 * At most `most` ambiguities of a text that is JSON already, so that its strings, brackets, colons and numbers are all there
 * is to look at. One pass; strings are skipped natively.
 */
export function ambiguitiesIn(json: string, most: number): Ambiguity[] {
  const found: Ambiguity[] = [];
  const open: Level[] = [];
  let last = '';
  for (let at = 0; at < json.length && found.length < most; at += 1) {
    const letter = json[at];
    if (letter === '"') {
      const end = endOfString(json, at);
      last = json.slice(at, end + 1);
      at = end;
    } else if (letter === ':') {
      const name = nameIn(last);
      if (!isNew(name, open.at(-1)!)) found.push({ kind: 'twice', path: pathOf(open), written: shown(name) });
    } else if (letter === ',') countIn(open.at(-1)!);
    else if (letter === '{') open.push({ names: new Set(), at: '' });
    else if (letter === '[') open.push({ names: null, at: 0 });
    else if (letter === '}' || letter === ']') open.pop();
    else if (letter === '-' || (letter >= '0' && letter <= '9')) {
      const written = numberAt(json, at);
      if (!isExact(written)) found.push({ kind: 'inexact', path: pathOf(open), written: shown(written) });
      at += written.length - 1;
    }
  }
  return found;
}

function numberAt(json: string, at: number): string {
  NUMBER.lastIndex = at;
  return NUMBER.exec(json)![0];
}

/** A name may be spelled with escapes: `"\u0061"` is `"a"`. */
const nameIn = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);

function isNew(name: string, level: Level): boolean {
  const { size } = level.names!;
  level.at = name;
  return level.names!.add(name).size > size;
}

function countIn(level: Level): void {
  if (typeof level.at === 'number') level.at += 1;
}

const shown = (text: string): string => text.slice(0, LONGEST_SHOWN);
const pathOf = (open: Level[]): string =>
  open.reduce((path, { at }) => {
    if (typeof at === 'number') return `${path}[${at}]`;
    return path === '' ? shown(at) : `${path}.${shown(at)}`;
  }, '');
