/** Runs the work with a signal that fires when the caller's does or when the time is up, whichever is first. */
export async function withDeadline<Result>(
  caller: AbortSignal,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = () => controller.abort(caller.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(milliseconds)), milliseconds);
  caller.addEventListener('abort', stop, { once: true });
  if (caller.aborted) stop();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', stop);
  }
}

export class DeadlinePassed extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds / 1000} s`);
  }
}
