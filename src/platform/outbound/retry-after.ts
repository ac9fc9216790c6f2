const LONGEST_WAIT = 24 * 60 * 60;

/**
 * A Retry-After header (RFC 9110, 10.2.3) in seconds from `now`, which is in Unix milliseconds: given as seconds or as a
 * date, never more than a day. Undefined when there is none that can be read.
 */
export function retryAfterSeconds(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_WAIT);
}
