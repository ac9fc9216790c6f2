import busboy from 'busboy';
import type { Request } from 'express';
import { once } from 'node:events';
import { Problem } from '../../platform/http';

/** The largest file that is checked here: 12 MB. */
export const LARGEST_FILE = 12 * 1024 * 1024;
/** What a form puts around one file. */
const AROUND_IT = 64 * 1024;
const LONGEST_UPLOAD_MS = 60_000;

/**
 * Reads the one file of a form (multipart/form-data, RFC 7578) as it arrives; empty when none was chosen. Throws a Problem
 * as soon as it is too large, another kind of form, broken off, or slower than a minute.
 */
export async function readUploadedFile(request: Request): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + AROUND_IT) throw tooLarge();
  const parser = parserOf(request);
  const chunks: Buffer[] = [];
  let broken: Problem | undefined;
  const breakWith = (problem: Problem) => (broken ??= problem);
  parser.on('file', (_name, file) => {
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    file.on('limit', () => breakWith(tooLarge()));
    file.on('error', () => undefined); // the parser tells
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => breakWith(malformed('it holds more than one file')));
  parser.on('error', (error) => breakWith(malformed(String(error))));
  const closed = once(parser, 'close').catch(() => undefined);
  const tooSlow = setTimeout(() => request.destroy(), LONGEST_UPLOAD_MS);
  try {
    await feed(request, parser, () => broken);
  } finally {
    clearTimeout(tooSlow);
  }
  parser.end();
  await closed;
  if (broken) throw broken;
  return Buffer.concat(chunks);
}

async function feed(request: Request, parser: busboy.Busboy, broken: () => Problem | undefined): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_FILE + AROUND_IT) throw tooLarge();
      parser.write(chunk);
      const problem = broken();
      if (problem) throw problem;
    }
  } catch (error) {
    throw error instanceof Problem ? error : malformed('it was broken off');
  }
}

function parserOf({ headers }: Request): busboy.Busboy {
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const encoded = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';
  if (type.trim() !== 'multipart/form-data' || encoded)
    throw new Problem('unsupported_media_type', 'A file is sent as multipart/form-data, as it is');
  try {
    // The parser takes a file for too large that is exactly as large as the limit.
    return busboy({ headers, limits: { files: 1, fields: 1, parts: 2, headerPairs: 20, fileSize: LARGEST_FILE + 1 } });
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

const tooLarge = (): Problem => new Problem('body_too_large', `A file may have at most ${LARGEST_FILE} bytes`);

const malformed = (why: string): Problem =>
  Problem.invalid([{ field: 'body', message: `The form cannot be read: ${why}` }]);
