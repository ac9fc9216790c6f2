import type busboy from 'busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { Problem } from '../../platform/http';
import { MAX_PDF_BYTES } from '../documents';
import type { GivenFile } from '../requests';
import { LARGEST_FORM, MOST_FIELDS } from './form-limits';
import { feedForm, formParser, malformed } from './form-stream';
import type { RoomShare } from './upload-room';

/**
 * The most that is read of a form with files. It is more than is ever kept: whoever picks a file that is too large is told
 * so beside it, with everything else still there.
 */
const LARGEST_UPLOAD = 100 * 1024 * 1024;
const MOST_FILES = 100;
const LIMITS = {
  ...{ fields: MOST_FIELDS, files: MOST_FILES, parts: MOST_FIELDS + MOST_FILES, headerPairs: 20 },
  fieldSize: LARGEST_FORM,
};

/** A form that came as multipart/form-data (RFC 7578). */
export interface Multipart {
  fields: URLSearchParams;
  /** By the name of the input; where somebody sent several, a refusal. */
  files: Map<string, GivenFile>;
}

/**
 * Reads a form with files as it arrives. Of each file no more than a PDF may weigh is kept in memory, and of all no more
 * than there is room for. Throws a Problem when the form is broken off, malformed or larger than any of ours.
 */
export async function readMultipart(request: Request, room: RoomShare): Promise<Multipart> {
  const parser = formParser(request, LIMITS);
  const form = new ArrivingForm(room);
  parser.on('field', (name, value, info) => form.field(name, value, info));
  parser.on('file', (name, bytes, { filename }) => form.file(name, bytes, filename));
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => (form.broken ??= tooLarge()));
  parser.on('error', (error) => (form.broken ??= malformed(String(error))));
  await feedForm(request, parser, { most: LARGEST_UPLOAD, tooLarge, broken: () => form.broken });
  return form;
}

/** What has arrived so far. */
class ArrivingForm implements Multipart {
  readonly fields = new URLSearchParams();
  readonly files = new Map<string, GivenFile>();
  /** Why the rest of it need not be read. */
  broken?: Problem;
  private weight = 0;

  constructor(private readonly room: RoomShare) {}

  /** `value` is undefined where its charset is unknown. */
  field(name = '', value: string | undefined, { valueTruncated }: busboy.FieldInfo): void {
    this.weight += name.length + (value?.length ?? 0);
    if (value === undefined) this.broken ??= malformed('it is written in an unknown charset');
    else if (valueTruncated || this.weight > LARGEST_FORM) this.broken ??= tooLarge();
    else this.fields.append(name, value);
  }

  /** An input in which nothing was chosen comes as a nameless file without bytes. */
  file(name = '', stream: Readable, fileName: string | undefined): void {
    const chunks: Buffer[] = [];
    let size = 0;
    let refused: 'too_large' | 'busy' | undefined;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (refused) return;
      if (size > MAX_PDF_BYTES) refused = 'too_large';
      else if (!this.room.take(chunk.length)) refused = 'busy';
      else return void chunks.push(chunk);
      this.room.give(size - chunk.length);
      chunks.length = 0;
    });
    stream.on('error', () => undefined); // the parser tells
    stream.on('end', () => {
      if (!fileName && size === 0) return;
      const file = refused ? { refused } : { fileName: fileName ?? null, bytes: Buffer.concat(chunks) };
      this.files.set(name, this.files.has(name) ? { refused: 'several' } : file);
    });
  }
}

const tooLarge = (): Problem => new Problem('body_too_large', `A form may have at most ${LARGEST_UPLOAD} bytes`);
