import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { DeliverySignal } from '../../../platform/delivery';
import type { OrganizationId } from '../../../platform/http';

export const SEALINGS_QUEUE = 'sealings';

const ENQUEUE = statement(
  'sealings.enqueue',
  `INSERT INTO sealings (credential_id, org_id, next_attempt_at, created_at)
   SELECT id, $1, $3, $3 FROM unnest($2::text[]) AS t (id) ON CONFLICT (credential_id) DO NOTHING`,
);

/** Closed credentials that are to be sealed: written down in the transaction that closes them. */
@Injectable()
export class SealingsService {
  constructor(private readonly signal: DeliverySignal) {}

  /** Due at once, exactly if the transaction commits. Then call `wake`. */
  enqueue(tx: Transaction, org: OrganizationId, credentialIds: string[], at: Date): void {
    if (credentialIds.length > 0) tx.send(ENQUEUE, [org, credentialIds, at]);
  }

  /** After the commit: somebody may seal it now. */
  wake(): void {
    this.signal.due(SEALINGS_QUEUE);
  }
}
