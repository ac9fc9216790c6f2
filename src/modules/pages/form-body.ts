import type { Request } from 'express';
import { Problem, readRawBody } from '../../platform/http';

/** The largest form of ours: a signature and initials as pictures, and many answers. */
const LARGEST_FORM = 1024 * 1024;
const MOST_FIELDS = 2000;

/** The fields of a form as they were sent. */
export class FormBody {
  constructor(private readonly fields: URLSearchParams) {}

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
}

/** Reads what a page of ours sends: nothing else parses bodies here, so nothing larger or stranger gets in. */
export async function readForm(request: Request): Promise<FormBody> {
  const [type] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const bytes = await readRawBody(request, LARGEST_FORM);
  if (bytes.length > 0 && type.trim() !== 'application/x-www-form-urlencoded')
    throw new Problem('unsupported_media_type', 'The pages read application/x-www-form-urlencoded only');
  const fields = new URLSearchParams(bytes.toString('latin1'));
  if (fields.size > MOST_FIELDS) throw new Problem('body_too_large', `A form may have at most ${MOST_FIELDS} fields`);
  return new FormBody(withoutNul(fields));
}

/** Postgres keeps no NUL, and nobody types one. */
function withoutNul(fields: URLSearchParams): URLSearchParams {
  const clean = new URLSearchParams();
  for (const [name, value] of fields) clean.append(name.replaceAll('\0', ''), value.replaceAll('\0', ''));
  return clean;
}
