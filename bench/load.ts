/** Runs `job` on `connections` lanes for `seconds` and answers how many ended a second. */
export async function rateOf(job: () => Promise<void>, connections: number, seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await job();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return done / ((performance.now() - start) / 1000);
}

/** How long single calls take on `lanes` lanes, in milliseconds, sorted: as many as end within `seconds`, at least 20. */
export async function latenciesOf(job: () => Promise<void>, lanes: number, seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  const taken: number[] = [];
  const lane = async () => {
    while (performance.now() < end || taken.length < 20) {
      const start = performance.now();
      await job();
      taken.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return taken.sort((a, b) => a - b);
}

/** The value below which `share` of the sorted numbers lie. */
export const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
