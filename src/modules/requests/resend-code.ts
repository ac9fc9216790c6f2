import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, type Transaction } from '../../platform/database';
import { Problem, type Answer, type OrganizationId, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { chooseEntry, type Choice } from './choose-entry';
import type { ResendQuery } from './dto/resend-query.dto';
import { resendRefusal } from './resend-refusal';
import { requestStatus, type StoredRequestStatus } from './request-status';
import { SendCode } from './send-code';

/** By its own id or by that of an entry. Held, so that what is seen here is what the sending sees. */
const FIND = statement(
  'requests.find-to-resend',
  `WITH named AS MATERIALIZED (
     SELECT coalesce((SELECT request_id FROM request_subjects WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2), $2) AS id
   )
   SELECT r.id, r.status, r.expires_at AS "expiresAt" FROM named JOIN requests r ON r.id = named.id
   WHERE r.org_id IS NOT DISTINCT FROM $1 FOR SHARE OF r`,
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
      if (!outcome.sent) throw resendRefusal(outcome, request.id, now);
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
