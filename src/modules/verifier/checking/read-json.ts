import { ambiguitiesIn, beyondLimits } from '../../../platform/json';
import { isObject, type JsonObject } from '../../keys/offline';
import { Flaw } from './findings';

/** Deeper than anything that is sealed here: deep JSON overflows the stack of whatever walks it. */
const DEEPEST = 64;
/** More than the largest log that is taken holds; a list of twelve megabytes of zeros would take gigabytes. */
const MOST_VALUES = 500_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads JSON that means one thing only: UTF-8, no field twice in an object, not too deep, not too many values. Throws a Flaw. */
export function readJson(bytes: Uint8Array): unknown {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beyond = beyondLimits(json, { depth: DEEPEST, values: MOST_VALUES });
  if (beyond === 'depth') throw new Flaw(`It is nested more than ${DEEPEST} levels deep`);
  if (beyond === 'values') throw new Flaw(`It holds more than ${MOST_VALUES} values`);
  const text = decoded(bytes);
  const value = parsed(text);
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Flaw(`It is not JSON: ${(error as Error).message}`);
  }
}

/** Otherwise a proof of the one reading would hold for the other: of 9007199254740993, which is read as ...992, or of the last of two names. */
function requireOneMeaning(text: string): void {
  const [ambiguity] = ambiguitiesIn(text, 1);
  if (ambiguity?.kind === 'twice') throw new Flaw('A field is there twice', ambiguity.written);
  if (ambiguity) throw new Flaw('A number is not one that JSON carries exactly', ambiguity.written);
}
