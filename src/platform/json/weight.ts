import { endOfStringInBytes } from './string-end';

/** How much JSON is read: levels of nesting, and values in all, counting each object, list, string, number, boolean and null. */
export interface JsonLimits {
  depth: number;
  values: number;
}

const [QUOTE, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('",[]{}');

/**
 * Which limit JSON goes beyond, if any: told from its bytes, before anything parses them, whether they are JSON or not. A value
 * begins at the start, behind each opening bracket and behind each comma; an empty list counts for two.
 */
export function beyondLimits(json: Buffer, { depth, values }: JsonLimits): keyof JsonLimits | null {
  let level = 0;
  let begun = 1;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfStringInBytes(json, at);
    else if (byte === COMMA) begun += 1;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      level += 1;
      begun += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) level -= 1;
    if (level > depth) return 'depth';
    if (begun > values) return 'values';
  }
  return null;
}
