/** What a log line tells of an error. */
export interface DescribedError {
  type: string;
  message: string;
  stack?: string;
  /** SQLSTATE, or the code of a socket's error. Not named `code`: what is so named is censored. */
  errorCode?: string;
  table?: string;
  constraint?: string;
  cause?: DescribedError;
}

const MOST_CAUSES = 4;

/**
 * An error as the log may hold it. Errors of the database also carry the row that was refused and the values of the statement:
 * people's data, which no log line shows.
 */
export function describeError(error: unknown, causes = MOST_CAUSES): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  const { code, table, constraint } = error as { code?: string; table?: string; constraint?: string };
  return {
    type: error.constructor?.name || name,
    message,
    stack,
    ...(code !== undefined && { errorCode: code }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(cause !== undefined && causes > 0 && { cause: describeError(cause, causes - 1) }),
  };
}
