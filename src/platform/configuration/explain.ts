/** Ends a program that could not start: one plain line an error that somebody can mend, the whole of any other. */
export function explain(error: unknown): void {
  // What was opened before the failure (a pool, a timer) must not keep a program alive that has given up.
  setTimeout(() => process.exit(1), 100);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return console.error(`Port ${port} is in use. Choose another: PORT=${(port ?? 3000) + 1} npm start`);
  if (isForPeople(error)) return console.error(error.message);
  console.error(error);
}

/** Errors that are written for an administrator say so by this mark. */
export abstract class ErrorForPeople extends Error {
  readonly forPeople = true;
}

const isForPeople = (error: unknown): error is Error => error instanceof Error && 'forPeople' in error;
