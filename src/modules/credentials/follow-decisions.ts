import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService } from '../evidence';
import { StatusLists } from '../keys';
import type { CredentialStatus } from './credential-status';
import { MandatesService, type Acceptance } from './mandates/mandates.service';
import { SealingsService } from './sealing/sealings.service';

/** What a person's decisions made of credentials. */
export interface DecidedCredential {
  id: string;
  becomes: CredentialStatus;
}

export interface Following {
  decided: DecidedCredential[];
  /** Everybody who has accepted one of them, earlier or now. */
  acceptances: Acceptance[];
  /** Whether the request asked for more than the contact. */
  kycRequired: boolean;
  at: Date;
}

/** What follows from decisions, in the transaction that records them: proofs to be made, mandates, and their end. */
@Injectable()
export class FollowDecisions {
  constructor(
    private readonly sealings: SealingsService,
    private readonly mandates: MandatesService,
    private readonly statusLists: StatusLists,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** What was decided will be sealed once it is closed; approved ones with a scope are mandates from now on. Then call `wake`. */
  async decided(
    tx: Transaction,
    org: OrganizationId,
    { decided, acceptances, kycRequired, at }: Following,
  ): Promise<void> {
    this.sealings.enqueue(
      tx,
      org,
      decided.map(({ id }) => id),
      at,
    );
    const approved = new Set(decided.filter(({ becomes }) => becomes === 'APPROVED').map(({ id }) => id));
    const granted = acceptances.filter(({ credentialId }) => approved.has(credentialId));
    if (granted.length > 0) await this.mandates.grant(tx, org, { acceptances: granted, kycRequired, at });
  }

  /** A credential that was taken back: nobody is told any more that it is good, and its mandates end. Then call `wake`. */
  async takenBack(tx: Transaction, org: OrganizationId, credentialId: string, reason: string, at: Date): Promise<void> {
    this.sealings.ended(tx, org, [credentialId], at);
    this.statusLists.revoke(tx, org, [credentialId], at);
    const ended = await this.mandates.revoke(tx, org, { credentialIds: [credentialId], reason, at });
    if (ended.length === 0) return;
    const details = { credentialId, reason };
    this.evidence.append(
      tx,
      org,
      ended.map((id) => ({ kind: 'mandate.revoked', subjectId: id, occurredAt: at, details })),
      this.envelopes.sealer(),
    );
  }

  /** After the commit. */
  wake(): void {
    this.sealings.wake();
  }
}
