import { createHash } from 'node:crypto';
import type { Client } from 'pg';

interface Linked {
  log: string;
  seq: number;
  id: string;
  kind: string;
  subject_id: string;
  occurred_at: Date;
  digest: Buffer;
  entry_hash: Buffer;
  link: Buffer;
}

const LINKS = `
  SELECT o.did AS log, l.seq::int AS seq, e.id, e.kind, e.subject_id, e.occurred_at, e.digest, l.entry_hash, l.link
  FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id JOIN organizations o ON o.id = l.org_id ORDER BY o.did, l.seq`;
const UNLINKED =
  'SELECT id FROM evidence e WHERE NOT EXISTS (SELECT FROM evidence_link l WHERE l.evidence_id = e.id) ORDER BY id';

/** Every entry of evidence has its one place in its organization's chain, and every hash is right: computed here anew. */
export async function auditChain(client: Client): Promise<string[]> {
  const { rows } = await client.query<Linked>(LINKS);
  const unlinked = await client.query<{ id: string }>(UNLINKED);
  let before: { log: string; seq: number; link: Buffer } | undefined;
  const wrong = rows.flatMap((row) => {
    const previous = before?.log === row.log ? before : { seq: 0, link: hash(row.log) };
    before = row;
    const faults = [
      ...(row.seq === previous.seq + 1 ? [] : ['follows a gap']),
      ...(row.entry_hash.equals(hash(entryText(row))) ? [] : ['has another hash']),
      ...(row.link.equals(hash(previous.link, row.entry_hash)) ? [] : ['has another link']),
    ];
    return faults.map((fault) => `evidence ${row.id} at ${row.seq} ${fault}`);
  });
  return [...wrong, ...unlinked.rows.map(({ id }) => `evidence ${id} is in no chain`)];
}

/** Canonical JSON (RFC 8785) of what the hash of an entry speaks of: plain letters under sorted names. */
const entryText = ({ log, seq, id, kind, subject_id, occurred_at, digest }: Linked): string => {
  const [time, digits] = [occurred_at.toISOString(), digest.toString('hex')];
  return JSON.stringify({ digest: digits, id, kind, log, occurredAt: time, seq, subjectId: subject_id });
};

function hash(...parts: (string | Buffer)[]): Buffer {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
}
