import { parseUrl } from '../../platform/http';

/** A calendar date that exists, with or without a time of day and its zone. */
export function isIsoDate(value: unknown): boolean {
  const parts =
    typeof value === 'string' &&
    /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.exec(value);
  if (!parts || Number.isNaN(Date.parse(parts[0]))) return false;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** An http or https address of reasonable length. */
export function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 2048 && /^https?:$/.test(parseUrl(value)?.protocol ?? '');
}
