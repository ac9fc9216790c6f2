import type { FieldError } from './problem';

/** More than any object that is asked has: validating takes time by the square of their number. */
const MOST_FIELDS = 1000;
/** Enough to fill an error's list and to say that there are more. */
export const NAMED_FIELDS = 101;

/**
 * What JSON can carry and the product cannot keep faithfully: NUL (Postgres refuses it, SQLSTATE 22021), lone
 * surrogates (stored as U+FFFD: what is stored would differ from what was signed), integers beyond those that no other one is taken for, and keys
 * that every object has (`__proto__`, `constructor`, `toString`: what copies objects drops them). Answers one error a place.
 */
export function malformations(value: unknown, path = ''): FieldError[] {
  if (typeof value === 'string') return flawOfText(value, path);
  if (typeof value === 'number') return flawOfNumber(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => malformations(item, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return [];
  const names = Object.keys(value);
  if (names.length > MOST_FIELDS) return tooManyFields(names.slice(MOST_FIELDS), path);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key in Object.prototype) return [{ field: at, message: `${at} is not a name that can be used` }];
    return [...flawOfText(key, at), ...malformations(inner, at)];
  });
}

function tooManyFields(surplus: string[], path: string): FieldError[] {
  return surplus.slice(0, NAMED_FIELDS).map((key) => {
    const at = printable(path === '' ? key : `${path}.${key}`);
    return { field: at, message: `${at} is one too many: an object may have ${MOST_FIELDS} fields` };
  });
}

function flawOfText(text: string, field: string): FieldError[] {
  if (text.includes('\0')) return [{ field: printable(field), message: `${printable(field)} must not contain NUL` }];
  if (!text.isWellFormed()) {
    return [
      { field: printable(field), message: `${printable(field)} must be well-formed Unicode (it has a lone surrogate)` },
    ];
  }
  return [];
}

function flawOfNumber(number: number, field: string): FieldError[] {
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    return [{ field, message: `${field} has more digits than a number can carry exactly: send it as a string` }];
  }
  return [];
}

/** A path as an error shows it. */
export const printable = (field: string): string => field.replaceAll('\0', '\\0').toWellFormed();
