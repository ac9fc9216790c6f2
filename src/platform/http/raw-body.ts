import type { Request } from 'express';
import { ambiguitiesIn, beyondLimits, type Ambiguity } from '../json';
import { Problem, type FieldError } from './problem';
import { NAMED_FIELDS, printable } from './well-formed';

/** The most a JSON body may weigh where a route says nothing: 1 MB. */
export const ORDINARY_BODY = 1024 * 1024;
/** Where PDFs travel inside JSON: 32 MB. */
export const DOCUMENT_BODY = 32 * 1024 * 1024;
/** A PDF that travels as it is: 10 MB. */
export const PDF_BODY = 10 * 1024 * 1024;
/** Deeper than any form anybody asks: deep JSON overflows the stack of what validates it. */
export const DEEPEST_NESTING = 32;
/** What the largest call needs (5,000 places of eight values each), half as much again. */
export const MOST_VALUES = 60_000;

/**
 * Reads a body up to `limit` bytes; `count` hears the size of each piece and may refuse it. Nest's own parser is off: a stranger
 * must not make the server buffer.
 */
export async function readRawBody(
  request: Request,
  limit: number,
  count: (bytes: number) => void = () => undefined,
): Promise<Buffer> {
  const tooLarge = () => new Problem('body_too_large', `The body may have at most ${limit} bytes here`);
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity') {
    throw new Problem('unsupported_media_type', 'Compressed bodies are not accepted: send the body as it is');
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    count(chunk.length);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size);
}

/** Refuses a body that is not declared as JSON. An empty one may be declared as anything or nothing. */
export function requireJson(request: Request, body: Buffer): void {
  if (body.length === 0) return;
  const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='));
  if (type.trim() !== 'application/json' || (charset && !/^charset="?utf-?8"?$/.test(charset))) {
    throw new Problem('unsupported_media_type', 'The body must be JSON in UTF-8: set Content-Type: application/json');
  }
}

/** Refuses a body that is not declared as a PDF, and none at all. */
export function requirePdf(request: Request, body: Buffer): void {
  const [type] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  if (body.length > 0 && type.trim() === 'application/pdf') return;
  throw new Problem('unsupported_media_type', 'The body must be a PDF as it is: set Content-Type: application/pdf');
}

/** Refuses deep JSON and JSON of very many values on its bytes: before anything parses it. */
export function requireBounded(body: Buffer): void {
  const beyond = beyondLimits(body, { depth: DEEPEST_NESTING, values: MOST_VALUES });
  if (beyond === 'depth')
    throw new Problem('too_deep', `The body may be nested ${DEEPEST_NESTING} levels deep at most`);
  if (beyond === 'values') {
    throw new Problem('too_many_values', `The body may hold ${MOST_VALUES} values at most: send several calls`);
  }
}

/** Parses what `readRawBody` read, which must mean one thing only. An empty body is `undefined`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const { text, value } = readJson(body);
  const flaws = ambiguitiesIn(text, NAMED_FIELDS).map(flawOf);
  if (flaws.length > 0) throw Problem.invalid(flaws);
  return value;
}

function readJson(body: Buffer): { text: string; value: unknown } {
  try {
    const text = utf8.decode(body);
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8';
    throw new Problem('malformed_json', `The body is not JSON: ${reason.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
}

/** A name that stands twice would be checked in one reading and signed in another; a number would be rounded unseen. */
function flawOf({ kind, path, written }: Ambiguity): FieldError {
  const field = printable(path);
  if (kind === 'twice') return { field, message: `${field} is there twice` };
  if (!Number.isFinite(Number(written))) return { field, message: `${field} is too large a number` };
  return { field, message: `${field} has more digits than a number can carry exactly: send it as a string` };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
