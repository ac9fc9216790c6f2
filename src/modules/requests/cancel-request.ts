import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import { Answer, Problem, type Principal } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { CredentialsService, FollowDecisions } from '../credentials';
import { EvidenceService } from '../evidence';
import { NotificationsService } from '../notifications';
import { requestMayBecome, type StoredRequestStatus } from './request-status';

/** The request first, then its credentials: a decision takes them in the same order, so exactly one of the two happens. */
const LOCK = statement('requests.lock', 'SELECT status FROM requests WHERE org_id = $1 AND id = $2 FOR UPDATE');
const CANCEL = statement(
  'requests.cancel',
  `UPDATE requests SET status = 'CANCELED', canceled_at = $3 WHERE org_id = $1 AND id = $2`,
);

/**
 * DELETE /v1/request/{id}. What is decided stays as it is; what is not can no longer be. A request that has expired may
 * still be canceled: it disappears from the list.
 */
@Injectable()
export class CancelRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly following: FollowDecisions,
    private readonly notifications: NotificationsService,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Principal, id: string): Promise<Answer> {
    await this.unitOfWork.run(caller.organization.id, (tx) => this.cancel(tx, caller, id, this.clock.now()));
    this.following.wake();
    return new Answer(200, 'true'); // Nest would send a bare boolean as text
  }

  private async cancel(tx: Transaction, caller: Principal, id: string, at: Date): Promise<void> {
    const org = caller.organization.id;
    const [request] = await tx.query<{ status: StoredRequestStatus }>(LOCK, [org, id]);
    if (!request || request.status === 'CANCELED') {
      throw new Problem('not_found', 'Request not found or already canceled');
    }
    if (!requestMayBecome(request.status, 'CANCELED')) {
      throw new Problem('request_closed', `This request is ${request.status}: it can no longer be canceled`);
    }
    tx.send(CANCEL, [org, id, at]);
    const closed = await this.credentials.close(tx, org, id, 'CANCELED', at);
    this.notifications.dropWaiting(tx, org, { requestId: id }, 'The request was canceled');
    const details = { apiKeyId: caller.keyId, calledBy: caller.proof.method, closedCredentials: closed };
    const fact = { kind: 'request.canceled' as const, subjectId: id, occurredAt: at, details };
    this.evidence.append(tx, org, [fact], this.envelopes.sealer());
  }
}
