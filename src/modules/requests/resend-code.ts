import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, type Transaction } from '../../platform/database';
import { Problem, type Answer, type OrganizationId, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import type { SendOutcome } from './answering/answering';
import { chooseEntry, type Choice } from './choose-entry';
import { COOL_DOWN_SECONDS, MOST_SENDS_AN_HOUR } from './code-limits';
import type { ResendQuery } from './dto/resend-query.dto';
import { requestStatus, type StoredRequestStatus } from './request-status';
import { SendCode } from './send-code';

/** By its own id or by that of an entry. Held, so that what is seen here is what the sending sees. */
const FIND = statement(
  'requests.find-to-resend',
  `SELECT id, status, expires_at AS "expiresAt" FROM requests WHERE org_id = $1 AND id = coalesce(
     (SELECT request_id FROM request_subjects WHERE org_id = $1 AND id = $2), $2) FOR SHARE`,
);
const ENTRIES = statement(
  'requests.entries-to-resend',
  `SELECT s.id, s.subject_id AS "subjectId", s.contact, p.did, p.internal_id AS "internalId" FROM request_subjects s
   CROSS JOIN LATERAL (SELECT did, internal_id FROM subjects WHERE id = s.subject_id LIMIT 1) p
   WHERE s.org_id = $1 AND s.request_id = $2 ORDER BY s.position`,
);

interface FoundRequest {
  id: string;
  status: StoredRequestStatus;
  expiresAt: Date;
}

/** PATCH /v1/request/resend/{id}. */
@Injectable()
export class ResendCode {
  constructor(
    private readonly writes: WritesOnce,
    private readonly sendCode: SendCode,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Principal, id: string, query: ResendQuery, attempt: WriteAttempt): Promise<Answer> {
    const org = caller.organization.id;
    const answer = await this.writes.run(org, attempt, async (tx, sealer) => {
      const now = this.clock.now();
      const request = await this.openRequest(tx, org, id, now);
      const entries = await tx.query<Choice & object>(ENTRIES, [org, request.id]);
      const { id: entryId } = chooseEntry(entries, id, query, caller.organization.defaultCountry);
      const wish = { entryId, askedBy: { apiKeyId: caller.keyId, calledBy: caller.proof.method } };
      const outcome = await this.sendCode.execute(tx, org, wish, now, sealer);
      if (!outcome.sent) throw refusal(outcome, request.id, now);
      return { id: entryId, status: 200, body: true };
    });
    this.sendCode.wake();
    return answer;
  }

  private async openRequest(tx: Transaction, org: OrganizationId, id: string, now: Date): Promise<FoundRequest> {
    const [request] = await tx.query<FoundRequest & object>(FIND, [org, id]);
    if (!request || request.status === 'CANCELED') throw new Problem('not_found', 'Request not found');
    const status = requestStatus(request.status, request.expiresAt, now);
    if (status !== 'PENDING')
      throw new Problem('request_closed', `This request is ${status}: nothing more is sent for it`);
    return request;
  }
}

function refusal(outcome: Exclude<SendOutcome, { sent: true }>, requestId: string, now: Date): Problem {
  if (outcome.reason === 'too_soon' || outcome.reason === 'too_often') {
    const seconds = Math.ceil((outcome.nextCodeAt.getTime() - now.getTime()) / 1000);
    const why =
      outcome.reason === 'too_soon'
        ? `A code was sent less than ${COOL_DOWN_SECONDS} seconds ago`
        : `${MOST_SENDS_AN_HOUR} codes were sent within the last hour`;
    const headers = { 'Retry-After': String(seconds) };
    return new Problem('resend_too_soon', `${why}. Try again in ${seconds} seconds.`, { headers });
  }
  switch (outcome.reason) {
    case 'organization_delivers':
      return new Problem(
        'code_returned_by_organization',
        `Your organization delivers the codes itself: call POST /v1/request/${requestId}/subject/{entryId}/code for a new one`,
      );
    case 'locked':
      return new Problem(
        'subject_locked',
        'Too many wrong codes were entered: no code of this subject counts any more',
      );
    case 'unreachable':
      return Problem.invalid([{ field: 'contact', message: 'contact cannot be reached by this server any more' }]);
    case 'closed':
      return new Problem('request_closed', 'This request is closed: nothing more is sent for it');
  }
}
