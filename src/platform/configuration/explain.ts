/** Ends a program that could not start: one plain line an error that somebody can mend, the whole of any other. */
export function explain(error: unknown): void {
  // What was opened before the failure (a pool, a timer) must not keep a program alive that has given up.
  setTimeout(() => process.exit(1), 100);
  console.error(sentenceOf(error) ?? error);
}

/** What an administrator can do about an error, where it is one of that kind. */
export function sentenceOf(error: unknown): string | undefined {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const setting = String(port) === process.env.METRICS_PORT?.trim() ? 'METRICS_PORT' : 'PORT';
    return `Port ${port} is in use. Choose another: ${setting}=${(port ?? 3000) + 1}`;
  }
  if (isForPeople(error)) return error.message;
  const unreachable = whyNoDatabase(error);
  return unreachable && `${unreachable}. Check DATABASE_URL, and that the database runs.`;
}

/** Errors that are written for an administrator say so by this mark. */
export abstract class ErrorForPeople extends Error {
  readonly forPeople = true;
}

const isForPeople = (error: unknown): error is Error => error instanceof Error && 'forPeople' in error;

const NOBODY_ANSWERS = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
];
/** Wrong password, not allowed in, no such database, shutting down or starting up (PostgreSQL, appendix A). */
const REFUSED = /^(28...|3D000|57P0.)$/;

/** A sentence for an error of the connection to the database; nothing else here connects to anything before it runs. */
function whyNoDatabase(error: unknown): string | undefined {
  const { code = '', message, errors } = error as { code?: string; message?: string; errors?: Error[] };
  // A name with several addresses fails with one error for each.
  if (NOBODY_ANSWERS.includes(code)) return `The database does not answer: ${errors?.[0]?.message ?? message}`;
  if (
    /^timeout expired$|timeout exceeded when trying to connect|terminated due to connection timeout/.test(message ?? '')
  )
    return 'The database does not answer in time';
  // As a proxy does that finds no server behind it.
  if (message === 'Connection terminated unexpectedly') return 'The database ends the connection before it answers';
  return REFUSED.test(code) ? `The database refuses: ${message}` : undefined;
}
