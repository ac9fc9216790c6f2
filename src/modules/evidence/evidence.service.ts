import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { randomBytes } from 'node:crypto';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { Sealer } from '../../platform/secrets';
import { detailsDigest } from './chain-hashes';

/** What can happen, named after what happened. */
export type EvidenceKind =
  | 'request.created'
  | 'request.canceled'
  | 'request.settled'
  | 'code.sent'
  | 'code.returned'
  | 'code.locked'
  | 'link.opened'
  | 'contact.verified'
  | 'item.viewed'
  | 'document.signed'
  | 'decision.made'
  | 'decision.withdrawn'
  | 'identity.filed'
  | 'identity.verified'
  | 'identity.failed'
  | 'identity.passed_on'
  | 'contact.added'
  | 'notification.sent'
  | 'notification.failed'
  | 'credential.sealed'
  | 'credential.sealing_refused'
  | 'credential.seal_renewed'
  | 'credential.revoked'
  | 'key.made'
  | 'key.rotated'
  | 'key.revoked'
  | 'mandate.authorized'
  | 'mandate.committed'
  | 'mandate.refunded';

export interface Fact {
  kind: EvidenceKind;
  /** The id of what it happened to. */
  subjectId: string;
  occurredAt: Date;
  /** What happened, in full; sealed and erasable, while its salted digest stays. JSON values only. */
  details: object;
}

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
  }
}
