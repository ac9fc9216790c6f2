import busboy from 'busboy';
import type { Request } from 'express';
import { once } from 'node:events';
import { Problem } from '../../platform/http';

/** A sender that says nothing for so long keeps no room from others. */
export const LONGEST_SILENCE_MS = 15_000;

/** How a form is watched while it arrives. */
export interface Watched {
  /** In bytes, of the whole body. */
  most: number;
  tooLarge: () => Problem;
  /** Why the rest of it need not be read, as soon as that is known. */
  broken: () => Problem | undefined;
}

/** A parser of this form (multipart/form-data, RFC 7578). Throws a Problem where the headers make none. */
export function formParser({ headers }: Request, limits: busboy.Limits): busboy.Busboy {
  try {
    return busboy({ headers, limits, defParamCharset: 'utf8' });
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

/**
 * Gives a form to its parser as it arrives, no faster than that takes it. Ends when all of it is there; throws a Problem as
 * soon as it is clear that it never will be. The connection of a sender that has fallen silent is closed.
 */
export async function feedForm(request: Request, parser: busboy.Busboy, watched: Watched): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > watched.most) throw watched.tooLarge();
  const closed = once(parser, 'close').catch(() => undefined); // an error is told by `broken`
  const silent = setTimeout(() => request.destroy(), LONGEST_SILENCE_MS);
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      silent.refresh();
      size += chunk.length;
      if (size > watched.most) throw watched.tooLarge();
      const drained = parser.write(chunk) || once(parser, 'drain').catch(() => undefined);
      if (!watched.broken()) await Promise.race([drained, closed]);
      throwIf(watched.broken());
    }
  } catch (error) {
    throw error instanceof Problem ? error : malformed('it was broken off');
  } finally {
    clearTimeout(silent);
  }
  parser.end();
  await closed;
  throwIf(watched.broken());
}

function throwIf(problem: Problem | undefined): void {
  if (problem) throw problem;
}

export function malformed(why: string): Problem {
  return Problem.invalid([{ field: 'body', message: `The form cannot be read: ${why}` }]);
}
