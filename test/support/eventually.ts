/** Beyond this the machine is not slow, the thing does not come. A guard against waiting for ever, and no test's limit. */
const FOR_EVER_MS = 120_000;

/** As it was before a test holds timers back. */
const later = globalThis.setTimeout;

/** Repeats a check until it holds. If it never does, its last failure is the test's. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + FOR_EVER_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => later(resolve, 20));
    }
  }
}

/** Looks again and again until what it sees is as wanted, and answers that. */
export const until = <T>(look: () => T | Promise<T>, wanted: (value: T) => boolean): Promise<T> =>
  eventually(async () => {
    const value = await look();
    if (!wanted(value)) throw new Error(`Still not as wanted: ${JSON.stringify(value)}`);
    return value;
  });
