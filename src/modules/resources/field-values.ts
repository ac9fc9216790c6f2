import { parseInstant } from '../../platform/clock';
import { parseUrl } from '../../platform/http';

/** A calendar date that exists, with or without a time of day and its zone. */
export function isIsoDate(value: unknown): boolean {
  const isWritten =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.test(value);
  return isWritten && parseInstant(value) !== null;
}

/** An http or https address of reasonable length. */
export function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 2048 && /^https?:$/.test(parseUrl(value)?.protocol ?? '');
}
