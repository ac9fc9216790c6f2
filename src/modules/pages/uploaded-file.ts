import type { Request } from 'express';
import { Problem } from '../../platform/http';
import { feedForm, formParser, malformed } from './form-stream';

/** The largest file that is checked here: 12 MB. */
export const LARGEST_FILE = 12 * 1024 * 1024;
/** What a form puts around one file. */
const AROUND_IT = 64 * 1024;
const LONGEST_UPLOAD_MS = 60_000;
/** The parser takes a file for too large that is exactly as large as the limit. */
const LIMITS = { files: 1, fields: 1, parts: 2, headerPairs: 20, fileSize: LARGEST_FILE + 1 };

export interface UploadedFile {
  /** As the browser tells it; empty when none was chosen. */
  name: string;
  bytes: Buffer;
}

/**
 * Reads the one file of a form (multipart/form-data, RFC 7578) as it arrives; empty when none was chosen. Throws a Problem
 * as soon as it is too large, another kind of form, broken off, or slower than a minute.
 */
export async function readUploadedFile(request: Request): Promise<UploadedFile> {
  requireForm(request);
  const parser = formParser(request, LIMITS);
  const chunks: Buffer[] = [];
  let name = '';
  let broken: Problem | undefined;
  const breakWith = (problem: Problem) => (broken ??= problem);
  parser.on('file', (_field, file, { filename }) => {
    name = filename ?? '';
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    file.on('limit', () => breakWith(tooLarge()));
    file.on('error', () => undefined); // the parser tells
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => breakWith(malformed('it holds more than one file')));
  parser.on('error', (error) => breakWith(malformed(String(error))));
  const tooSlow = setTimeout(() => request.destroy(), LONGEST_UPLOAD_MS);
  try {
    await feedForm(request, parser, { most: LARGEST_FILE + AROUND_IT, tooLarge, broken: () => broken });
  } finally {
    clearTimeout(tooSlow);
  }
  return { name, bytes: Buffer.concat(chunks) };
}

/** Answered as the wrong type rather than as a broken form. */
function requireForm({ headers }: Request): void {
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const encoded = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';
  if (type.trim() !== 'multipart/form-data' || encoded)
    throw new Problem('unsupported_media_type', 'A file is sent as multipart/form-data, as it is');
}

const tooLarge = (): Problem => new Problem('body_too_large', `A file may have at most ${LARGEST_FILE} bytes`);
