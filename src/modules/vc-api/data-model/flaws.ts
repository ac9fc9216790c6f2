import type { FieldError } from '../../../platform/http';
import { isObject } from '../../keys/offline';
import { isUrl } from './is-url';

/** Many properties take one thing or several of them. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

/** One flaw, in a list: what is checked is a list of checks, flattened. */
export const flaw = (field: string, rule: string): FieldError[] => [{ field, message: `${field} ${rule}` }];

/** The flaws of one thing or of each of a set of things; a set has at least one. */
export function each(
  field: string,
  value: unknown,
  check: (field: string, one: unknown) => FieldError[],
): FieldError[] {
  if (!Array.isArray(value)) return check(field, value);
  if (value.length === 0) return flaw(field, 'must not be empty');
  return value.flatMap((one, index) => check(`${field}[${index}]`, one));
}

/** What may be left out. Null is not left out: it is a value, and none that any property takes. */
export const ifGiven = (field: string, value: unknown, check: (field: string, value: unknown) => FieldError[]) =>
  value === undefined ? [] : check(field, value);

export const requireUrl = (field: string, value: unknown): FieldError[] =>
  isUrl(value) ? [] : flaw(field, 'must be one URL');

/** A URL, or an object with an `id` that is one: how issuers and holders are named. */
export function requireNamed(field: string, value: unknown): FieldError[] {
  return isObject(value) ? requireUrl(`${field}.id`, value.id) : requireUrl(field, value);
}

/** The names of what something is, with one that must be among them. */
export function requireType(field: string, value: unknown, known?: string): FieldError[] {
  const types = listOf(value);
  if (types.length === 0 || !types.every((type) => typeof type === 'string' && type !== ''))
    return flaw(field, 'must be one or more names or URLs');
  return known === undefined || types.includes(known) ? [] : flaw(field, `must have ${known} among its values`);
}

const BASE_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** VCDM 2.0, 4.3: the base context, then URLs and objects. */
export function requireContexts(field: string, value: unknown): FieldError[] {
  if (!Array.isArray(value)) return flaw(field, `must be an array that begins with ${BASE_CONTEXT}`);
  const [first, ...rest] = value as unknown[];
  if (first !== BASE_CONTEXT) return flaw(`${field}[0]`, `must be ${BASE_CONTEXT}`);
  return rest.flatMap((one, index) =>
    isObject(one) || isUrl(one) ? [] : flaw(`${field}[${index + 1}]`, 'must be a URL or an object'),
  );
}
