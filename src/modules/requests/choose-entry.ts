import { Problem } from '../../platform/http';
import { NotAContact, normaliseContact } from '../subjects';
import type { ResendQuery } from './dto/resend-query.dto';

/** One contact of the request that a code can be sent to. */
export interface Choice {
  id: string;
  subjectId: string;
  contact: string;
  did: string;
  internalId: string | null;
}

/**
 * Which of a request's entries a caller means. `id` is the request's or an entry's. Two entries of one person come to the
 * first of them, unless the contact says which.
 */
export function chooseEntry(entries: Choice[], id: string, query: ResendQuery, country: string | null): Choice {
  const named = Object.entries(query).filter(([, value]) => value !== undefined && value !== '') as [
    keyof ResendQuery,
    string,
  ][];
  if (named.length > 1) {
    throw Problem.invalid(named.map(([field]) => ({ field, message: 'Name one of contact, did and internalId' })));
  }
  const [by, text] = named[0] ?? [];
  const addressed = entries.some((entry) => entry.id === id) ? entries.filter((entry) => entry.id === id) : entries;
  const wanted = by === 'contact' ? contactIn(text, country) : text;
  const meant = by ? addressed.filter((entry) => entry[by] === wanted) : addressed;
  if (meant.length === 0) throw new Problem('not_found', `This request asks nobody with this ${by}`);
  if (new Set(meant.map(({ subjectId }) => subjectId)).size > 1) {
    const message = 'This request asks several people: name one of them by contact, did or internalId';
    throw Problem.invalid(['contact', 'did', 'internalId'].map((field) => ({ field, message })));
  }
  return meant[0];
}

function contactIn(text: string, country: string | null): string {
  try {
    return normaliseContact(text, country).value;
  } catch (error) {
    if (!(error instanceof NotAContact)) throw error;
    throw Problem.invalid([{ field: 'contact', message: `contact ${error.message}` }]);
  }
}
