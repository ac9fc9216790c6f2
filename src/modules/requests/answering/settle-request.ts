import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { CredentialsService, type CredentialStatus, type StoredReason } from '../../credentials';
import { EvidenceService } from '../../evidence';
import { settlement } from '../request-status';
import type { Visit } from './page-sessions';

/** A credential as it stands after what has just happened. */
export interface Afterwards {
  status: CredentialStatus;
  statusReason: StoredReason | null;
  required: boolean;
}

const SETTLE = statement(
  'answering.settle',
  `UPDATE requests SET status = $3, settled_at = $4 WHERE org_id = $1 AND id = $2 AND status = 'PENDING'`,
);

/**
 * Ends a request when nothing in it waits any more. What was optional and never chosen is closed as SKIPPED. Something
 * required that was accepted and taken back before the end counts as refused: nobody may rely on it.
 */
@Injectable()
export class SettleRequest {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly evidence: EvidenceService,
  ) {}

  /** The caller holds the request, and it is open. */
  async execute(
    tx: Transaction,
    { org, entry, at, sealer }: Visit,
    after: Afterwards[],
    everybodyFinished: boolean,
  ): Promise<void> {
    const counted = after.map(({ status, statusReason, required }) => ({
      status: status === 'REVOKED' && statusReason === 'WITHDRAWN' ? ('REJECTED' as const) : status,
      required,
    }));
    const status = settlement(counted, everybodyFinished);
    if (status === 'PENDING') return;
    tx.send(SETTLE, [org, entry.requestId, status, at]);
    await this.credentials.close(tx, org, entry.requestId, 'SKIPPED', at);
    const fact = { kind: 'request.settled' as const, subjectId: entry.requestId, occurredAt: at, details: { status } };
    this.evidence.append(tx, org, [fact], sealer);
  }
}
