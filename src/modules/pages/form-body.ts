import type { Request } from 'express';
import { Problem, readRawBody } from '../../platform/http';
import type { GivenFile } from '../requests';
import { LARGEST_FORM, MOST_FIELDS } from './form-limits';
import { readMultipart } from './multipart';
import type { RoomShare } from './upload-room';

/** The fields of a form as they were sent. */
export class FormBody {
  constructor(
    private readonly fields: URLSearchParams,
    private readonly files: ReadonlyMap<string, GivenFile> = new Map(),
  ) {}

  /** The first value, or an empty text. */
  text(name: string): string {
    return this.fields.get(name) ?? '';
  }

  all(name: string): string[] {
    return this.fields.getAll(name);
  }

  /** Everything whose name begins like this, by the rest of the name. */
  below(prefix: string): Map<string, string[]> {
    const names = new Set([...this.fields.keys()].filter((name) => name.startsWith(prefix)));
    return new Map([...names].map((name) => [name.slice(prefix.length), this.all(name)]));
  }

  /** The files whose name begins like this, by the rest of the name. */
  filesBelow(prefix: string): Map<string, GivenFile> {
    const files = [...this.files].filter(([name]) => name.startsWith(prefix));
    return new Map(files.map(([name, file]) => [name.slice(prefix.length), file]));
  }
}

/** Reads what a page of ours sends: nothing else parses bodies here, so nothing larger or stranger gets in. */
export async function readForm(request: Request): Promise<FormBody> {
  const bytes = await readRawBody(request, LARGEST_FORM);
  if (bytes.length > 0 && typeOf(request) !== 'application/x-www-form-urlencoded')
    throw new Problem('unsupported_media_type', 'The pages read application/x-www-form-urlencoded only');
  const fields = new URLSearchParams(bytes.toString('latin1'));
  if (fields.size > MOST_FIELDS) throw new Problem('body_too_large', `A form may have at most ${MOST_FIELDS} fields`);
  return new FormBody(withoutNul(fields));
}

/** Reads a form that may hold files. Only somebody who is in may make the server keep so much. */
export async function readFormWithFiles(request: Request, room: RoomShare): Promise<FormBody> {
  if (typeOf(request) !== 'multipart/form-data') return readForm(request);
  const { fields, files } = await readMultipart(request, room);
  return new FormBody(withoutNul(fields), files);
}

function typeOf({ headers }: Request): string {
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';');
  return type.trim();
}

/** Postgres keeps no NUL, and nobody types one. */
function withoutNul(fields: URLSearchParams): URLSearchParams {
  const clean = new URLSearchParams();
  for (const [name, value] of fields) clean.append(name.replaceAll('\0', ''), value.replaceAll('\0', ''));
  return clean;
}
