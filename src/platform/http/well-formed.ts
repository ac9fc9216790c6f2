import type { FieldError } from './problem';

/** More than any object that is asked has: validating takes time by the square of their number. */
const MOST_FIELDS = 1000;
/** Enough to fill an error's list and to say that there are more. */
export const NAMED_FIELDS = 101;

/**
 * What JSON can carry and the product cannot keep faithfully: NUL (Postgres refuses it, SQLSTATE 22021), lone
 * surrogates (stored as U+FFFD: what is stored would differ from what was signed), integers beyond those that no other one is taken for, and keys
 * that every object has (`__proto__`, `constructor`, `toString`: what copies objects drops them). Answers one error a place,
 * and no more than fill an error's list.
 */
export function malformations(value: unknown): FieldError[] {
  const found: FieldError[] = [];
  look(value, '', found);
  return found.slice(0, NAMED_FIELDS);
}

function look(value: unknown, path: string, found: FieldError[]): void {
  if (typeof value === 'string') lookAtText(value, path, found);
  else if (typeof value === 'number') lookAtNumber(value, path, found);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length && found.length < NAMED_FIELDS; index += 1) {
      look(value[index], `${path}[${index}]`, found);
    }
  } else if (value !== null && typeof value === 'object') lookAtObject(value, path, found);
}

function lookAtObject(value: object, path: string, found: FieldError[]): void {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  const entries = Object.entries(value);
  if (entries.length > MOST_FIELDS) {
    for (const [key] of entries.slice(MOST_FIELDS, MOST_FIELDS + NAMED_FIELDS)) {
      const at = printable(below(key));
      found.push({ field: at, message: `${at} is one too many: an object may have ${MOST_FIELDS} fields` });
    }
    return;
  }
  for (const [key, inner] of entries) {
    if (found.length >= NAMED_FIELDS) return;
    const at = below(key);
    if (key in Object.prototype) found.push({ field: at, message: `${at} is not a name that can be used` });
    else {
      lookAtText(key, at, found);
      look(inner, at, found);
    }
  }
}

function lookAtText(text: string, path: string, found: FieldError[]): void {
  const field = printable(path);
  if (text.includes('\0')) found.push({ field, message: `${field} must not contain NUL` });
  else if (!text.isWellFormed()) {
    found.push({ field, message: `${field} must be well-formed Unicode (it has a lone surrogate)` });
  }
}

function lookAtNumber(number: number, field: string, found: FieldError[]): void {
  if (!Number.isInteger(number) || Number.isSafeInteger(number)) return;
  found.push({ field, message: `${field} has more digits than a number can carry exactly: send it as a string` });
}

/** A path as an error shows it. */
export const printable = (field: string): string => field.replaceAll('\0', '\\0').toWellFormed();
