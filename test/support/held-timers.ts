/** Timers of one length, which go off when a test says so and not before. */
export interface HeldTimers {
  /** How many were set, those that were cleared again included. */
  count: () => number;
  /** Lets those that still wait go off. Answers how many they were. */
  goOff: () => number;
  /** Timers that are set from now on are ordinary ones. */
  release: () => void;
}

/** Longer than any test. */
const NEVER_MS = 2 ** 30;

/** Holds back each timer of exactly this length that the code under test sets from now on; all others run as usual. */
export function holdTimers(milliseconds: number): HeldTimers {
  const held: { timer: NodeJS.Timeout; work: () => void }[] = [];
  const original = globalThis.setTimeout;
  const spy = jest.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, after?: number) => {
    if (after !== milliseconds) return original(work, after);
    const timer = original(work, NEVER_MS).unref();
    held.push({ timer, work });
    return timer;
  });
  return {
    count: () => held.length,
    goOff: () => {
      const waiting = held.filter(({ timer }) => !(timer as unknown as { _destroyed: boolean })._destroyed);
      for (const { timer, work } of waiting) {
        clearTimeout(timer);
        work();
      }
      return waiting.length;
    },
    release: () => spy.mockRestore(),
  };
}
