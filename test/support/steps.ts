import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/**
 * How many pieces of our own code (functions and the blocks in them) run during `work`, as V8 counts them: the same on every
 * machine, however busy it is. What built-in functions do inside is not seen. It runs `work` twice: optimized code counts
 * nothing, and some that was asked for before may still arrive during the first time.
 */
export async function stepsOf(work: () => unknown): Promise<number> {
  setFlagsFromString('--no-opt');
  try {
    await counted(work);
    return await counted(work);
  } finally {
    setFlagsFromString('--opt');
  }
}

async function counted(work: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => /\/src\/.*\.ts$/.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((steps, { count }) => steps + count, 0);
  } finally {
    session.disconnect();
  }
}
