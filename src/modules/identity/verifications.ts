import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { FailureReason, ProviderKind, ToldFacts } from './provider';
import type { PersonAtEntry, Verification, VerificationStatus } from './verification';

const COLUMNS = `id, request_id AS "requestId", entry_id AS "entryId", subject_id AS "subjectId", contact,
  code_seen_by AS "codeSeenBy", level, provider, provider_kind AS "providerKind", status, reason,
  returned_at AS "returnedAt", kept, facts, identity_key AS "identityKey", content, passed_on AS "passedOn",
  started_at AS "startedAt", expires_at AS "expiresAt", finished_at AS "finishedAt", valid_until AS "validUntil"`;
const MOST_READ = 50;

const OF_ENTRY = statement(
  'identity.of-entry',
  `SELECT ${COLUMNS} FROM identity_verifications WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 AND contact = $3
   ORDER BY started_at DESC, id DESC LIMIT ${MOST_READ}`,
);
/** Attempts of one contact wait for each other, or two at once would both be the last that is allowed. */
const LOCK = statement(
  'identity.lock',
  `SELECT pg_advisory_xact_lock(hashtextextended('identity:' || $1 || ':' || $2, 0))`,
);
const COUNT = statement(
  'identity.count',
  `SELECT count(*) FILTER (WHERE entry_id = $3 AND status = 'FAILED' AND reason <> 'denied')::int AS failed,
     count(*) FILTER (WHERE started_at > $4)::int AS started
   FROM identity_verifications WHERE org_id = $1 AND contact = $2 AND provider_kind <> 'ON_FILE'`,
);
const SUPERSEDE = statement(
  'identity.supersede',
  `UPDATE identity_verifications SET status = 'EXPIRED', reason = 'superseded', finished_at = $4, kept = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 AND contact = $3 AND status = 'PENDING'`,
);
const INSERT = statement(
  'identity.insert',
  `INSERT INTO identity_verifications (id, org_id, request_id, entry_id, subject_id, contact, code_seen_by, level, provider,
     provider_kind, status, reason, state_hash, browser_hash, kept, facts, identity_key, started_at, expires_at, finished_at, valid_until)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
);
/** The one statement by which a state is used up: only for the browser, the provider and the time it was made for. */
const TAKE = statement(
  'identity.take',
  `UPDATE identity_verifications SET returned_at = $5
   WHERE org_id IS NOT DISTINCT FROM $1 AND state_hash = $2 AND provider = $3 AND browser_hash = $4 AND returned_at IS NULL
     AND status = 'PENDING' AND expires_at > $5
   RETURNING ${COLUMNS}`,
);
const WHY_NOT_TAKEN = statement(
  'identity.why-not-taken',
  `SELECT returned_at IS NOT NULL OR status <> 'PENDING' OR expires_at <= $5 AS over, provider = $3 AS "sameProvider",
     browser_hash = $4 AS "sameBrowser"
   FROM identity_verifications WHERE org_id IS NOT DISTINCT FROM $1 AND state_hash = $2`,
);
const CONCLUDE = statement(
  'identity.conclude',
  `UPDATE identity_verifications SET status = $3, reason = $4, facts = $5, content = $6, valid_until = $7, finished_at = $8, kept = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND status = 'PENDING' RETURNING id`,
);
const WAIT = statement(
  'identity.wait',
  `UPDATE identity_verifications SET reason = $3, kept = $4, expires_at = $5
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND status = 'PENDING' RETURNING id`,
);
const ANSWER_PASSING_ON = statement(
  'identity.answer-passing-on',
  `UPDATE identity_verifications SET passed_on = $3, content = CASE WHEN $3 THEN content END
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND passed_on IS NULL AND content IS NOT NULL AND status = 'VERIFIED' RETURNING id`,
);
const FORGET = statement(
  'identity.forget',
  `UPDATE identity_verifications SET content = NULL, passed_on = false
   WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 AND content IS NOT NULL AND passed_on IS NULL`,
);

/** What is written of a new attempt. */
export interface NewVerification {
  id: string;
  provider: string;
  providerKind: ProviderKind;
  status: VerificationStatus;
  reason?: FailureReason;
  stateHash?: Buffer;
  browserHash?: Buffer;
  kept?: Buffer;
  facts?: ToldFacts;
  identityKey?: Buffer;
  startedAt: Date;
  expiresAt: Date;
  finishedAt?: Date;
  validUntil?: Date;
}

/** How an attempt ended. */
export interface Conclusion {
  status: 'VERIFIED' | 'FAILED' | 'EXPIRED';
  reason: FailureReason | null;
  facts: ToldFacts;
  content: Buffer | null;
  validUntil: Date | null;
}

export interface Returned {
  stateHash: Buffer;
  provider: string;
  browserHash: Buffer;
}

/** The attempts of people to be identified. */
@Injectable()
export class Verifications {
  /** Of one entry through one contact, newest first. */
  ofEntry(tx: Transaction, { org, entryId, contact }: PersonAtEntry): Promise<Verification[]> {
    return tx.query<Verification & object>(OF_ENTRY, [org, entryId, contact]);
  }

  /** Holds the contact until the transaction ends. */
  async hold(tx: Transaction, { org, contact }: PersonAtEntry): Promise<void> {
    await tx.query(LOCK, [org, contact]);
  }

  /** How often the verification of a contact failed for the entry, and how often one began since. */
  async count(tx: Transaction, { org, entryId, contact }: PersonAtEntry, since: Date) {
    const [counts] = await tx.query<{ failed: number; started: number }>(COUNT, [org, contact, entryId, since]);
    return counts;
  }

  /** Whatever was under way at the entry is over. */
  supersede(tx: Transaction, { org, entryId, contact }: PersonAtEntry, at: Date): void {
    tx.send(SUPERSEDE, [org, entryId, contact, at]);
  }

  insert(tx: Transaction, person: PersonAtEntry, made: NewVerification): void {
    tx.send(INSERT, [
      ...[made.id, person.org, person.requestId, person.entryId, person.subjectId, person.contact, person.codeSeenBy],
      ...[person.level, made.provider, made.providerKind, made.status, made.reason ?? null],
      ...[made.stateHash ?? null, made.browserHash ?? null, made.kept ?? null, JSON.stringify(made.facts ?? {})],
      ...[made.identityKey ?? null, made.startedAt, made.expiresAt, made.finishedAt ?? null, made.validUntil ?? null],
    ]);
  }

  /** Uses a state up. */
  async take(
    tx: Transaction,
    org: OrganizationId,
    { stateHash, provider, browserHash }: Returned,
    at: Date,
  ): Promise<Verification | 'used' | 'other_browser' | 'unknown'> {
    const values = [org, stateHash, provider, browserHash, at];
    const [taken] = await tx.query<Verification & object>(TAKE, values);
    if (taken) return taken;
    const [found] = await tx.query<{ over: boolean; sameProvider: boolean; sameBrowser: boolean }>(
      WHY_NOT_TAKEN,
      values,
    );
    if (!found?.sameProvider) return 'unknown';
    return found.sameBrowser ? 'used' : 'other_browser';
  }

  /** False where it was over already. */
  async conclude(tx: Transaction, org: OrganizationId, id: string, end: Conclusion, at: Date): Promise<boolean> {
    const { status, reason, facts, content, validUntil } = end;
    const values = [org, id, status, reason, JSON.stringify(facts), content, validUntil, at];
    return (await tx.query(CONCLUDE, values)).length > 0;
  }

  /** Goes on waiting, with what the provider needs for the next look. */
  async wait(
    tx: Transaction,
    org: OrganizationId,
    id: string,
    { reason, kept, until }: { reason: FailureReason | null; kept: Buffer | null; until: Date },
  ): Promise<boolean> {
    return (await tx.query(WAIT, [org, id, reason, kept, until])).length > 0;
  }

  /** Whether the organization may know who it is. False where that was answered before. */
  async answerPassingOn(tx: Transaction, org: OrganizationId, id: string, passedOn: boolean): Promise<boolean> {
    return (await tx.query(ANSWER_PASSING_ON, [org, id, passedOn])).length > 0;
  }

  /** The entry was answered: what the person did not agree to pass on is gone. */
  forget(tx: Transaction, org: OrganizationId, entryId: string): void {
    tx.send(FORGET, [org, entryId]);
  }
}
