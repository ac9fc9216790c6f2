import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { firstLink } from './chain-hashes';
import type { Checkpoint } from './checkpoints';
import type { EvidenceKind } from './fact-kinds';

/** An entry of a log as a stranger can check it (decision 26). */
export interface LogEntry {
  seq: number;
  id: string;
  kind: EvidenceKind;
  subjectId: string;
  occurredAt: string;
  /** Hex, as the salt. */
  digest: string;
  salt: string;
  /** Null when they were erased: the digest still stands. */
  details: Record<string, unknown> | null;
}

/** What ties entries to a signature: every hash from one place of the chain to the checkpoint behind it. */
export interface LogSegment {
  after: { seq: number; link: string };
  entryHashes: string[];
  checkpoint: Checkpoint;
}

export interface LogExcerpt {
  log: string;
  segments: LogSegment[];
  entries: LogEntry[];
}

interface EntryRow {
  seq: number;
  id: string;
  kind: EvidenceKind;
  subjectId: string;
  occurredAt: Date;
  digest: Buffer;
  salt: Buffer;
  content: Buffer | null;
}

const ENTRIES = statement(
  'evidence.entries',
  `SELECT l.seq::float8 AS seq, e.id, e.kind, e.subject_id AS "subjectId", e.occurred_at AS "occurredAt", e.digest, e.salt, d.content
   FROM evidence e JOIN evidence_link l ON l.evidence_id = e.id LEFT JOIN evidence_details d ON d.evidence_id = e.id
   WHERE e.org_id = $1 AND e.subject_id = ANY($2::text[]) ORDER BY l.seq`,
);
/** A checkpoint whose key was revoked convinces nobody: the next good one vouches for what lies before it. */
const GOOD = `FROM evidence_checkpoints c JOIN signing_keys k ON k.org_id = c.org_id AND k.id = c.key_id AND k.revoked_at IS NULL
  WHERE c.org_id = $1`;
const SEGMENTS = statement(
  'evidence.segments',
  `WITH covering AS (
     SELECT DISTINCT c.id, c.seq FROM unnest($2::bigint[]) AS entry (seq)
     CROSS JOIN LATERAL (SELECT c.id, c.seq ${GOOD} AND c.seq >= entry.seq ORDER BY c.seq, c.id LIMIT 1) c
   ), segment AS (
     SELECT o.id, o.seq, coalesce((SELECT c.seq ${GOOD} AND c.seq < o.seq ORDER BY c.seq DESC LIMIT 1), 0) AS after FROM covering o
   )
   SELECT s.after::float8 AS after, encode(b.link, 'hex') AS link, c.document AS checkpoint,
     ARRAY(SELECT encode(l.entry_hash, 'hex') FROM evidence_link l
       WHERE l.org_id = $1 AND l.seq > s.after AND l.seq <= s.seq ORDER BY l.seq) AS hashes
   FROM segment s JOIN evidence_checkpoints c ON c.id = s.id
   LEFT JOIN evidence_link b ON b.org_id = $1 AND b.seq = s.after ORDER BY s.seq`,
);

interface SegmentRow {
  after: number;
  link: string | null;
  checkpoint: Checkpoint;
  hashes: string[];
}

/** Parts of an organization's log, with what proves that they are in it. */
@Injectable()
export class LogExcerpts {
  constructor(private readonly envelopes: Envelopes) {}

  /** The entries about these (requests, credentials, people) that are linked, in the log's order. */
  async entries(tx: Transaction, org: OrganizationId, subjectIds: string[]): Promise<LogEntry[]> {
    const rows = await tx.query<EntryRow & object>(ENTRIES, [org, subjectIds]);
    return rows.map(({ content, ...row }) => ({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
      digest: row.digest.toString('hex'),
      salt: row.salt.toString('hex'),
      details: content && this.opened(row.id, content),
    }));
  }

  /** The excerpt with these entries; those that no good checkpoint covers yet are left out. */
  async with(tx: Transaction, org: OrganizationId, log: string, entries: LogEntry[]): Promise<LogExcerpt> {
    const places = entries.map(({ seq }) => seq);
    const rows = await tx.query<SegmentRow & object>(SEGMENTS, [org, places]);
    const segments = rows.map(({ after, link, checkpoint, hashes }) => ({
      after: { seq: after, link: link ?? firstLink(log).toString('hex') },
      entryHashes: hashes,
      checkpoint,
    }));
    const last = segments.at(-1)?.checkpoint.seq ?? 0;
    return { log, segments, entries: entries.filter(({ seq }) => seq <= last) };
  }

  private opened(id: string, content: Buffer): Record<string, unknown> {
    const details = this.envelopes.open({ purpose: 'evidence.details', row: id }, content).toString('utf8');
    return JSON.parse(details) as Record<string, unknown>;
  }
}
