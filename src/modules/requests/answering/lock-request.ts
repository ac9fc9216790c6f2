import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { AskedCredentials, DecisionsService, type AskedCredential, type StoredDecision } from '../../credentials';
import { requestStatus, type RequestStatus, type StoredRequestStatus } from '../request-status';
import type { Visit } from './page-sessions';

/** One person who is asked, through however many contacts. */
export interface AskedPerson {
  subjectId: string;
  finished: boolean;
  /** What was shown when this person finished, in hex; null before, and for who finished with an earlier version. */
  shown: string | null;
}

/** A request as it stands while this transaction holds it. */
export interface HeldRequest {
  status: RequestStatus;
  asked: AskedCredential[];
  decisions: StoredDecision[];
  people: AskedPerson[];
}

/** Not FOR UPDATE: a row that merely refers to the request need not wait, and whoever changes it still does. */
const LOCK = statement(
  'answering.lock-request',
  'SELECT status, expires_at FROM requests WHERE org_id = $1 AND id = $2 FOR NO KEY UPDATE',
);
const PEOPLE = statement(
  'answering.people',
  `SELECT subject_id AS "subjectId", bool_or(decided_at IS NOT NULL) AS finished, encode((array_agg(shown_digest) FILTER (WHERE shown_digest IS NOT NULL))[1], 'hex') AS shown
   FROM request_subjects WHERE org_id = $1 AND request_id = $2 GROUP BY subject_id`,
);

/** Takes a request and then its credentials, always in this order, and reads what is true from then on. */
@Injectable()
export class LockRequest {
  constructor(
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
  ) {}

  async execute(tx: Transaction, { org, entry: { requestId }, at }: Visit): Promise<HeldRequest> {
    const [request] = await tx.query<{ status: StoredRequestStatus; expires_at: Date }>(LOCK, [org, requestId]);
    const [asked, decisions, people] = await Promise.all([
      this.credentials.ofRequest(tx, org, requestId, true),
      this.decisions.ofRequest(tx, org, requestId),
      tx.query<AskedPerson & object>(PEOPLE, [org, requestId]),
    ]);
    return { status: requestStatus(request.status, request.expires_at, at), asked, decisions, people };
  }
}
