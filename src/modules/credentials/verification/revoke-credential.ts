import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { Problem, type Principal } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { EvidenceService } from '../../evidence';
import { credentialStatus, type StoredCredentialStatus } from '../credential-status';
import { FollowDecisions } from '../follow-decisions';
import { Receipts, type Receipt } from './receipts';

export interface Revoked {
  credentialId: string;
  status: 'REVOKED';
  revokedAt: string;
  receipt: Receipt;
}

interface Row extends StoredCredentialStatus {
  revokedAt: Date | null;
}

const LOCK = statement(
  'credentials.lock-to-revoke',
  `SELECT status, status_reason AS "statusReason", answerable_until AS "answerableUntil", valid_until AS "validUntil",
     revoked_at AS "revokedAt" FROM credentials WHERE org_id = $1 AND id = $2 FOR UPDATE`,
);
/** What had expired before keeps that as its reason; that it was revoked as well, and when, is on record. */
const REVOKE = statement(
  'credentials.revoke',
  `UPDATE credentials SET revoked_at = $3, status = CASE WHEN $4 THEN status ELSE 'REVOKED' END,
     status_reason = CASE WHEN $4 THEN status_reason ELSE 'REVOKED' END
   WHERE org_id = $1 AND id = $2`,
);

/** Takes an approved credential back, for good, also one whose time is over: its status list says so from this moment, and its mandates end. */
@Injectable()
export class RevokeCredential {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly following: FollowDecisions,
    private readonly receipts: Receipts,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  execute(caller: Principal, id: string, reason: string | null): Promise<Revoked> {
    const { organization } = caller;
    return this.unitOfWork.run(organization.id, async (tx) => {
      const [row] = await tx.query<Row & object>(LOCK, [organization.id, id]);
      if (!row) throw new Problem('not_found', 'Credential not found for issuer');
      if (row.status !== 'APPROVED' || row.revokedAt) {
        const now = row.revokedAt ? 'REVOKED' : row.status;
        throw new Problem('request_closed', `Only an APPROVED credential can be revoked; this one is ${now}`);
      }
      const at = this.clock.now();
      const outlived = credentialStatus(row, at).status !== 'APPROVED';
      tx.send(REVOKE, [organization.id, id, at, outlived]);
      await this.following.takenBack(tx, organization.id, id, reason ?? 'revoked by the organization', at);
      const details = { reason, apiKeyId: caller.keyId, calledBy: caller.proof.method };
      this.evidence.append(
        tx,
        organization.id,
        [{ kind: 'credential.revoked', subjectId: id, occurredAt: at, details }],
        this.envelopes.sealer(),
      );
      const receipt = await this.receipts.signIn(tx, organization, {
        kind: 'revocation',
        about: id,
        reason: reason ?? undefined,
      });
      return { credentialId: id, status: 'REVOKED', revokedAt: at.toISOString(), receipt };
    });
  }
}
