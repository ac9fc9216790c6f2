const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds to wait after each failed attempt; after the last one the event is given up. The first attempt is at once. */
export const WAITS = [
  ...[5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
  ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
] as const;

/** Up to a tenth longer, so that what failed together does not come back together. */
const JITTER = 0.1;
/** How long an endpoint may fail, attempt after attempt, before it is disabled. */
export const LONGEST_FAILURE_DAYS = 5;

/**
 * Seconds to wait after `attempts` attempts, all of which failed; null when that was the last one. What the receiver asked
 * for (Retry-After) is waited for at least.
 */
export function waitAfter(attempts: number, retryAfter = 0, random: () => number = Math.random): number | null {
  if (attempts > WAITS.length) return null;
  return Math.max(WAITS[attempts - 1] * (1 + JITTER * random()), retryAfter);
}
