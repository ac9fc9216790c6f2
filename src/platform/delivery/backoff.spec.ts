import { MOST_ATTEMPTS, waitBeforeRetry } from './backoff';

const HOUR = 3600;
const waits = (random: () => number) =>
  Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => waitBeforeRetry(index + 1, random));

describe('The wait before a retry', () => {
  it('triples from five seconds to four hours', () => {
    expect(waits(() => 1)).toEqual([5, 15, 45, 135, 405, 1215, 3645, 10_935, 4 * HOUR, 4 * HOUR, 4 * HOUR]);
  });

  it('is spread over the second half of itself, so that what failed together does not return together', () => {
    expect(waitBeforeRetry(3, () => 0)).toBe(22.5);
    for (const wait of Array.from({ length: 200 }, () => waitBeforeRetry(3))) {
      expect(wait).toBeGreaterThanOrEqual(22.5);
      expect(wait).toBeLessThanOrEqual(45);
    }
  });

  it('adds up to most of a day before a message is given up', () => {
    const total = waits(() => 0.5).reduce((sum, wait) => sum + wait, 0);
    expect(total / HOUR).toBeGreaterThan(10);
    expect(total / HOUR).toBeLessThan(24);
  });
});
