/** Repeats a check until it holds; after `withinMs` its last failure is the test's. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 8000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
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
