/** Attempts before a message is given up: with the waits below, about 22 hours. */
export const MOST_ATTEMPTS = 12;

const FIRST_WAIT = 5;
const LONGEST_WAIT = 4 * 3600;

/**
 * Seconds to wait after the `attempt`-th failure (1-based): 5 s, tripled each time up to 4 h, and anywhere between half
 * and the whole of it, so that what failed together does not come back together.
 */
export function waitBeforeRetry(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 3 ** (attempt - 1));
  return full * (0.5 + random() / 2);
}
