import { Flaw } from '../findings';
import { Allowance } from './allowance';
import { plainValue } from './plain-value';
import type { PdfObject } from './read-object';
import { Revision } from './revision';

const KINDS = ['UR3', 'UR'];

/**
 * Where the `/Contents` begin of the signatures by which a form gives Adobe Reader the right to save it (ISO 32000-1, 12.8.2.3).
 * Nobody has signed with them, and filling the form in is what they are for. The catalog names them and they say it of
 * themselves, in what they cover: so nobody can call another's signature one of them.
 */
export function gapsOfUsageRights(file: Buffer): ReadonlySet<number> {
  try {
    const revision = new Revision(file, file.length, new Allowance());
    const permissions = revision.entry(revision.resolve(revision.catalog), 'Perms');
    return new Set(KINDS.flatMap((kind) => gapOf(revision, revision.entry(permissions, kind))));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return new Set();
  }
}

function gapOf(revision: Revision, signature: PdfObject | null): number[] {
  const contents = revision.entry(signature, 'Contents');
  const isText = contents && 'text' in contents.value && contents.file === revision.file;
  return isText && givesRights(revision, signature) ? [(contents.value as { text: { from: number } }).text.from] : [];
}

function givesRights(revision: Revision, signature: PdfObject | null): boolean {
  const references = revision.entry(signature, 'Reference');
  const list = references && 'list' in references.value ? references.value.list : [];
  return list.some((each) => {
    const method = revision.entry(revision.resolve(each, references!.file), 'TransformMethod');
    return method !== null && KINDS.some((kind) => plainValue(method) === `/${kind}`);
  });
}
