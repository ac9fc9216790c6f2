import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';

/** The sealed document itself, or its evidence where that is a document of its own. */
export type SealedPart = 'DOCUMENT' | 'EVIDENCE';

/** One file in the hands of the job. */
export interface ClaimedRenewal {
  credentialId: string;
  part: SealedPart;
  org: OrganizationId;
  attempts: number;
}

/** The file as it is now: the number of its revision (1 is the one that was sealed) and its SHA-256 in hex. */
export interface LatestRevision {
  number: number;
  sha256: string;
  /** Of the one that was sealed. */
  first: string;
}

const DAY_MS = 24 * 60 * 60_000;
const LEAD_MS = 30 * DAY_MS;
const HOUR_MS = 60 * 60_000;
const LEASE_SECONDS = 600;
const LONGEST_ERROR = 500;

const SCHEDULE = statement(
  'seal-renewals.schedule',
  `INSERT INTO seal_renewals (credential_id, part, org_id, due_at) SELECT $2, t.part, $1, t.due_at
   FROM unnest($3::text[], $4::timestamptz[]) AS t (part, due_at)`,
);
const CLAIM = statement(
  'seal-renewals.claim',
  `UPDATE seal_renewals SET lease_token = $1, attempts = attempts + 1, due_at = $2::timestamptz + make_interval(secs => ${LEASE_SECONDS})
   WHERE (credential_id, part) IN (
     SELECT credential_id, part FROM seal_renewals WHERE due_at <= $2 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
   RETURNING credential_id AS "credentialId", part, org_id AS org, attempts`,
);
const LATEST = statement(
  'seal-renewals.latest',
  `SELECT coalesce(r.number, 1) AS number, encode(coalesce(r.sha256, f.sha256), 'hex') AS sha256, encode(f.sha256, 'hex') AS first
   FROM (SELECT CASE $3 WHEN 'DOCUMENT' THEN document_sha256 ELSE evidence_sha256 END AS sha256
         FROM sealings WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = $2) f
   LEFT JOIN LATERAL (SELECT number, sha256 FROM seal_revisions
     WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = $2 AND part = $3 ORDER BY number DESC LIMIT 1) r ON true`,
);
const LOCK = statement(
  'seal-renewals.lock',
  `SELECT FROM seal_renewals WHERE org_id = $1 AND credential_id = $2 AND part = $3 AND lease_token = $4 FOR UPDATE`,
);
const ADD = statement(
  'seal-renewals.add',
  `INSERT INTO seal_revisions (credential_id, part, number, org_id, sha256, renewed_at) VALUES ($2, $3, $4, $1, decode($5, 'hex'), $6)`,
);
const NEXT = statement(
  'seal-renewals.next',
  `UPDATE seal_renewals SET due_at = $4, lease_token = NULL, attempts = 0, error = NULL, failed_at = NULL
   WHERE org_id = $1 AND credential_id = $2 AND part = $3`,
);
const DONE = statement(
  'seal-renewals.done',
  'DELETE FROM seal_renewals WHERE org_id = $1 AND credential_id = $2 AND part = $3',
);
const FAILED = statement(
  'seal-renewals.failed',
  `UPDATE seal_renewals SET due_at = $5, lease_token = NULL, error = $6, failed_at = $7
   WHERE org_id = $1 AND credential_id = $2 AND part = $3 AND lease_token = $4`,
);

/** Thirty days before it ends; where less than sixty are left, when half of them are over. */
export const dueBefore = (until: Date, now: Date): Date =>
  new Date(until.getTime() - Math.min(LEAD_MS, Math.max(0, until.getTime() - now.getTime()) / 2));

/** Whether a timestamp whose certificate ends then needs a later one now. */
export const isDue = (until: Date, now: Date): boolean => until.getTime() - LEAD_MS <= now.getTime();

/** Which sealed documents need a later timestamp, and when; and what became of it. */
@Injectable()
export class SealRenewals {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the transaction that keeps the sealed files: `until` is when the certificate of their timestamp ends. */
  schedule(
    tx: Transaction,
    org: OrganizationId,
    credentialId: string,
    parts: { part: SealedPart; until: Date }[],
    now: Date,
  ): void {
    if (parts.length === 0) return;
    const due = parts.map(({ until }) => dueBefore(until, now));
    tx.send(SCHEDULE, [org, credentialId, parts.map(({ part }) => part), due]);
  }

  /** Those that are due, for ten minutes. */
  claim(token: string, now: Date, limit: number): Promise<ClaimedRenewal[]> {
    return this.unitOfWork.runAsSystem('seal-renewals.claim', (tx) =>
      tx.query<ClaimedRenewal & object>(CLAIM, [token, now, limit]),
    );
  }

  async latest(tx: Transaction, { org, credentialId, part }: ClaimedRenewal): Promise<LatestRevision> {
    const [latest] = await tx.query<LatestRevision & object>(LATEST, [org, credentialId, part]);
    return latest;
  }

  /** Whether it is still in these hands; until the transaction ends nobody else gets it. */
  async isHeld(tx: Transaction, { org, credentialId, part }: ClaimedRenewal, token: string): Promise<boolean> {
    return (await tx.query(LOCK, [org, credentialId, part, token])).length > 0;
  }

  /** Writes a revision down; the file itself has to be kept in the same transaction. */
  add(tx: Transaction, { org, credentialId, part }: ClaimedRenewal, number: number, sha256: string, at: Date): void {
    tx.send(ADD, [org, credentialId, part, number, sha256, at]);
  }

  /** Due again before `until`; null: never, as no timestamp lies behind its seal. */
  next(tx: Transaction, { org, credentialId, part }: ClaimedRenewal, until: Date | null, now: Date): void {
    if (until) tx.send(NEXT, [org, credentialId, part, dueBefore(until, now)]);
    else tx.send(DONE, [org, credentialId, part]);
  }

  /** Tried again after an hour, then later and later, at least once a day. */
  async failed(claimed: ClaimedRenewal, token: string, why: string, now: Date): Promise<void> {
    const { org, credentialId, part, attempts } = claimed;
    const again = new Date(now.getTime() + Math.min(DAY_MS, HOUR_MS * 2 ** Math.min(attempts - 1, 10)));
    await this.unitOfWork.run(org, (tx) =>
      tx.query(FAILED, [org, credentialId, part, token, again, why.slice(0, LONGEST_ERROR), now]),
    );
  }
}
