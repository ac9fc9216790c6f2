import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem, type Answer, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { EvidenceService } from '../evidence';
import { MOST_WRONG_CODES } from './code-limits';
import { LockEntry, type LockedEntry } from './lock-entry';
import { MintCode } from './mint-code';
import { requestStatus } from './request-status';

/** POST /v1/request/{id}/subject/{entryId}/code: for an organization that delivers codes itself. */
@Injectable()
export class ReturnCode {
  constructor(
    private readonly writes: WritesOnce,
    private readonly lockEntry: LockEntry,
    private readonly mintCode: MintCode,
    private readonly evidence: EvidenceService,
    private readonly clock: Clock,
  ) {}

  execute(caller: Principal, requestId: string, entryId: string, attempt: WriteAttempt): Promise<Answer> {
    const org = caller.organization.id;
    return this.writes.run(org, attempt, async (tx, sealer) => {
      const now = this.clock.now();
      const entry = await this.lockEntry.execute(tx, org, entryId);
      if (entry?.requestId !== requestId) throw new Problem('not_found', 'Request not found');
      refuseUnlessDue(entry, now);
      const { code, link, expiresAt } = this.mintCode.execute(tx, org, entry, now, entry.codesSentAt);
      const askedBy = { apiKeyId: caller.keyId, calledBy: caller.proof.method };
      const details = { entryId, contact: entry.contact, expiresAt: expiresAt.toISOString(), askedBy };
      this.evidence.append(
        tx,
        org,
        [{ kind: 'code.returned', subjectId: requestId, occurredAt: now, details }],
        sealer,
      );
      return { id: entryId, status: 201, body: { code, link, expiresAt } };
    });
  }
}

function refuseUnlessDue(entry: LockedEntry, now: Date): void {
  const status = requestStatus(entry.requestStatus, entry.expiresAt, now);
  if (status === 'CANCELED') throw new Problem('not_found', 'Request not found');
  if (status !== 'PENDING') throw new Problem('request_closed', `This request is ${status}: it takes no more codes`);
  if (entry.codeDelivery !== 'RETURN') {
    const detail = `This server sends the codes of this request itself: call PATCH /v1/request/resend/${entry.requestId} for a new one`;
    throw new Problem('code_not_returned', detail);
  }
  if (entry.wrongCodes >= MOST_WRONG_CODES)
    throw new Problem('subject_locked', 'Too many wrong codes were entered: no code of this subject counts any more');
}
