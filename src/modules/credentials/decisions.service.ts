import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { NewDecision, NewDecisions, StoredDecision } from './decision';
import { ANSWERS } from './in-order';

const OF_REQUEST = statement(
  'decisions.of-request',
  `SELECT d.id, d.credential_id AS "credentialId", d.subject_id AS "subjectId", d.action, d.reason, ${ANSWERS} AS answers, d.digest,
     d.decided_at AS "decidedAt", w.withdrawn_at AS "withdrawnAt"
   FROM credentials c JOIN decisions d ON d.credential_id = c.id LEFT JOIN withdrawals w ON w.decision_id = d.id
   WHERE c.org_id = $1 AND c.request_id = $2 ORDER BY c.position, d.id`,
);
const RECORD = statement(
  'decisions.record',
  `WITH made AS (
     INSERT INTO decisions (id, org_id, credential_id, subject_id, entry_id, action, reason, answers, answers_in_order, placements, digest, contact,
       code_channel, code_seen_by, page_language, content_language, decided_at)
     SELECT id, $1, credential_id, $2, $3, action, reason, answers::jsonb, answers, placements, digest, $4, $5, $6, $7, $8, $9
     FROM unnest($10::text[], $11::text[], $12::text[], $13::text[], $14::json[], $15::jsonb[], $16::bytea[])
       AS t (id, credential_id, action, reason, answers, placements, digest)
   ), marked AS (
     INSERT INTO decision_marks (decision_id, placement_id, org_id, kind, text, image)
     SELECT decision_id, placement_id, $1, kind, text, image
     FROM unnest($17::text[], $18::text[], $19::text[], $20::text[], $21::bytea[])
       AS t (decision_id, placement_id, kind, text, image)
   )
   UPDATE credentials c SET status = t.status, decided_at = $9
   FROM unnest($11::text[], $22::text[]) AS t (id, status)
   WHERE c.org_id IS NOT DISTINCT FROM $1 AND c.request_id = $23 AND c.id = t.id AND t.status <> 'PENDING'`,
);
const WITHDRAW = statement(
  'decisions.withdraw',
  `WITH withdrawn AS (
     INSERT INTO withdrawals (id, org_id, decision_id, reason, page_language, withdrawn_at) VALUES ($2, $1, $3, $4, $5, $6)
   )
   UPDATE credentials SET status = 'REVOKED', status_reason = 'WITHDRAWN', revoked_at = $6
   WHERE org_id = $1 AND id = $7
     AND (status = 'PENDING' AND answerable_until > $6 OR status = 'APPROVED' AND (valid_until IS NULL OR valid_until > $6))`,
);

/** Decisions and what takes them back. Postgres refuses to change either. */
@Injectable()
export class DecisionsService {
  /** Every decision of a request so far, by credential. */
  ofRequest(tx: Transaction, org: OrganizationId, requestId: string): Promise<StoredDecision[]> {
    return tx.query<StoredDecision & object>(OF_REQUEST, [org, requestId]);
  }

  /**
   * Writes what one person has decided and moves the credentials on, in one statement. The caller holds the request and
   * its credentials, in that order, and answers for `becomes`.
   */
  record(tx: Transaction, org: OrganizationId, by: NewDecisions, decisions: NewDecision[]): void {
    if (decisions.length === 0) return;
    const rows = decisions.map((decision) => ({ ...decision, id: newId() }));
    const marks = rows.flatMap(({ id, marks }) => marks.map((mark) => ({ ...mark, decisionId: id })));
    tx.send(RECORD, [
      ...[org, by.subjectId, by.entryId, by.contact, by.codeChannel, by.codeSeenBy],
      ...[by.pageLanguage, by.contentLanguage, by.decidedAt],
      rows.map(({ id }) => id),
      rows.map(({ credentialId }) => credentialId),
      rows.map(({ action }) => action),
      rows.map(({ reason }) => reason),
      rows.map(({ answers }) => (answers === null ? null : JSON.stringify(answers))),
      rows.map(({ placements }) => (placements === null ? null : JSON.stringify(placements))),
      rows.map(({ digest }) => digest),
      marks.map(({ decisionId }) => decisionId),
      marks.map(({ placeId }) => placeId),
      marks.map(({ kind }) => kind),
      marks.map(({ text }) => text),
      marks.map(({ image }) => image),
      rows.map(({ becomes }) => becomes),
      by.requestId,
    ]);
  }

  /**
   * Takes an accept back: its credential ends for everybody. What had ended before keeps the reason why; that this was wanted
   * as well is on record. The caller holds the request and the credential. */
  withdraw(
    tx: Transaction,
    org: OrganizationId,
    decision: Pick<StoredDecision, 'id' | 'credentialId'>,
    { reason, pageLanguage, at }: { reason: string | null; pageLanguage: string; at: Date },
  ): void {
    tx.send(WITHDRAW, [org, newId(), decision.id, reason, pageLanguage, at, decision.credentialId]);
  }
}
