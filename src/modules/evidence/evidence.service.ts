import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { randomBytes } from 'node:crypto';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { Sealer } from '../../platform/secrets';
import { detailsDigest } from './chain-hashes';
import type { EvidenceKind } from './fact-kinds';

export interface Fact {
  kind: EvidenceKind;
  /** The id of what it happened to. */
  subjectId: string;
  occurredAt: Date;
  /** What happened, in full; sealed and erasable, while its salted digest stays. JSON values only. */
  details: object;
}

/** A fact as it was written down: `id` is that of its entry in the log, the same for whoever hears of it. */
export interface LoggedFact extends Fact {
  id: string;
}

/**
 * Hears all facts of one `append` that are of its kinds, in the transaction that writes them. It belongs to the caller's unit
 * of work: it only sends statements, reads nothing, and must not fail for reasons of its own.
 */
export type FactHandler = (tx: Transaction, org: OrganizationId, facts: LoggedFact[]) => void;

/** All in one statement: a fact without its details, or one that is never linked, cannot be. */
const APPEND = statement(
  'evidence.append',
  `WITH fact AS (
     SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bytea[], $7::bytea[], $8::bytea[])
       AS t (id, kind, subject_id, occurred_at, salt, digest, content)
   ), logged AS (
     INSERT INTO evidence (id, org_id, kind, subject_id, occurred_at, salt, digest)
     SELECT id, $1, kind, subject_id, occurred_at, salt, digest FROM fact
   ), queued AS (
     INSERT INTO evidence_unlinked (org_id, evidence_id) SELECT $1, id FROM fact
   )
   INSERT INTO evidence_details (evidence_id, org_id, content) SELECT id, $1, content FROM fact`,
);

/** The append-only log of what happened. Postgres itself refuses to change or delete an entry. */
@Injectable()
export class EvidenceService {
  private readonly listeners: { kinds: ReadonlySet<EvidenceKind>; handler: FactHandler }[] = [];

  /** Registers who else acts on facts of these kinds, once, at start. A new listener changes no caller of `append`. */
  onFact(kinds: readonly EvidenceKind[], handler: FactHandler): void {
    this.listeners.push({ kinds: new Set(kinds), handler });
  }

  /** Adds facts in the caller's transaction: they are true exactly if it commits. */
  append(tx: Transaction, org: OrganizationId, facts: Fact[], sealer: Sealer): void {
    const rows = facts.map((fact) => {
      const id = newId();
      const salt = randomBytes(16);
      const details = canonicalize(fact.details) ?? 'null';
      const digest = detailsDigest(salt, details);
      return { ...fact, id, salt, digest, content: sealer.seal({ purpose: 'evidence.details', row: id }, details) };
    });
    tx.send(APPEND, [
      org,
      rows.map(({ id }) => id),
      rows.map(({ kind }) => kind),
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ occurredAt }) => occurredAt),
      rows.map(({ salt }) => salt),
      rows.map(({ digest }) => digest),
      rows.map(({ content }) => content),
    ]);
    for (const { kinds, handler } of this.listeners) {
      const heard = rows.filter(({ kind }) => kinds.has(kind));
      if (heard.length > 0) handler(tx, org, heard);
    }
  }
}
