import type { Request } from 'express';
import { Problem } from './problem';

/** The most a JSON body may weigh where a route says nothing: 1 MB. */
export const ORDINARY_BODY = 1024 * 1024;
/** Where PDFs travel inside JSON: 32 MB. */
export const DOCUMENT_BODY = 32 * 1024 * 1024;
/** A PDF that travels as it is: 10 MB. */
export const PDF_BODY = 10 * 1024 * 1024;
/** Deeper than any form anybody asks: deep JSON overflows the stack of what validates it. */
export const DEEPEST_NESTING = 32;

/** Reads a body up to `limit` bytes. Nest's own parser is off: a stranger must not make the server buffer. */
export async function readRawBody(request: Request, limit: number): Promise<Buffer> {
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

/** Refuses deep JSON on its bytes: before anything parses it. */
export function requireShallow(body: Buffer): void {
  if (!isDeeperThan(DEEPEST_NESTING, body)) return;
  throw new Problem('too_deep', `The body may be nested ${DEEPEST_NESTING} levels deep at most`);
}

/** Parses what `readRawBody` read. An empty body is `undefined`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(body));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not UTF-8';
    throw new Problem('malformed_json', `The body is not JSON: ${reason.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/** Counts brackets outside strings, on the bytes: strings, where the megabytes are, are skipped by a native search. */
export function isDeeperThan(limit: number, body: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function endOfString(body: Buffer, start: number): number {
  for (let at = body.indexOf(QUOTE, start + 1); at !== -1; at = body.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (body[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return body.length;
}
