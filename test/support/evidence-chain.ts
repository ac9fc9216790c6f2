import { createHash } from 'node:crypto';
import { sql } from './asking';
import type { TestDatabase } from './database';

/** An entry in its place, as it lies in the database. */
export interface Linked {
  seq: number;
  id: string;
  kind: string;
  subject_id: string;
  occurred_at: Date;
  digest: Buffer;
  entry_hash: Buffer;
  link: Buffer;
}

/** Decision 26 written anew, so that a test compares two implementations. All values are texts of plain letters. */
export function hashOf(log: string, { seq, id, kind, subject_id, occurred_at, digest }: Linked): Buffer {
  const fields = {
    digest: digest.toString('hex'),
    id,
    kind,
    log,
    occurredAt: occurred_at.toISOString(),
    seq,
    subjectId: subject_id,
  };
  return createHash('sha256').update(JSON.stringify(fields)).digest();
}

export const chainOf = (database: TestDatabase, org: string): Promise<Linked[]> =>
  sql<Linked>(
    database,
    `SELECT l.seq::int AS seq, l.entry_hash, l.link, e.* FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id
     WHERE l.org_id = $1 ORDER BY l.seq`,
    [org],
  );

/** What is wrong with a chain: nothing, if all is well. */
export function faults(log: string, chain: Linked[]): string[] {
  let link = createHash('sha256').update(log).digest();
  return chain.flatMap((entry, index) => {
    const hash = hashOf(log, entry);
    link = createHash('sha256').update(link).update(hash).digest();
    return [
      ...(entry.seq === index + 1 ? [] : [`${entry.seq} stands at ${index + 1}`]),
      ...(hash.equals(entry.entry_hash) ? [] : [`${entry.seq}: another hash`]),
      ...(link.equals(entry.link) ? [] : [`${entry.seq}: another link`]),
    ];
  });
}
