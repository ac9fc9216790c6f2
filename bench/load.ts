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
