import { isObject, type JsonObject } from '../../keys/offline';
import { Flaw } from './findings';

/** Deeper than anything that is sealed here: deep JSON overflows the stack of whatever walks it. */
const DEEPEST = 64;
const LONGEST_NAME = 100;
/** As many as every number keeps, whatever they are. */
const DIGITS_OF_A_NUMBER = 15;
const NUMBER = /[-+.\deE]+/y;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads JSON that means one thing only: UTF-8, no field twice in an object, not too deep. Throws a Flaw. */
export function readJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Flaw(`It is not JSON: ${(error as Error).message}`);
  }
  requireOneMeaning(text);
  return value;
}

export function readJsonObject(bytes: Uint8Array): JsonObject {
  const value = readJson(bytes);
  if (!isObject(value)) throw new Flaw('It is not a JSON object');
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Flaw('It is not text in UTF-8');
  }
}

/** The text is JSON already, so that its strings, brackets and colons are all there is to look at. */
function requireOneMeaning(text: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      const end = endOfString(text, at);
      last = text.slice(at, end + 1);
      at = end;
    } else if (letter === '-' || (letter >= '0' && letter <= '9')) at += requireExact(text, at) - 1;
    else if (letter === ':') requireNew(open.at(-1)!, last);
    else if (letter === '{' || letter === '[') open.push(new Set());
    else if (letter === '}' || letter === ']') open.pop();
    if (open.length > DEEPEST) throw new Flaw(`It is nested more than ${DEEPEST} levels deep`);
  }
}

/**
 * Beyond what a number of JSON carries, several are one: 9007199254740993 is read as ...992, so that a proof of the one holds
 * for the other. Answers how long the number is.
 */
function requireExact(text: string, at: number): number {
  NUMBER.lastIndex = at;
  const [written] = NUMBER.exec(text)!;
  const many = written.length > DIGITS_OF_A_NUMBER && written.replace(/\D/g, '').length > DIGITS_OF_A_NUMBER;
  if (many && JSON.stringify(Number(written)) !== written)
    throw new Flaw('A number is not one that JSON carries exactly', written.slice(0, LONGEST_NAME));
  return written.length;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

function requireNew(names: Set<string>, quoted: string): void {
  const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (names.has(name)) throw new Flaw('A field is there twice', name.slice(0, LONGEST_NAME));
  names.add(name);
}
