import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { DeliverySignal } from '../../../platform/delivery';
import type { OrganizationId } from '../../../platform/http';

export const SEALINGS_QUEUE = 'sealings';

const ENQUEUE = statement(
  'sealings.enqueue',
  `INSERT INTO sealings (credential_id, org_id, next_attempt_at, created_at)
   SELECT id, org_id, CASE WHEN status = 'PENDING' THEN answerable_until ELSE $3 END, $3
   FROM credentials WHERE org_id = $1 AND id = ANY($2::text[])
   ON CONFLICT (credential_id) DO UPDATE SET next_attempt_at = excluded.next_attempt_at
     WHERE sealings.status = 'PENDING' AND sealings.next_attempt_at > excluded.next_attempt_at`,
);
const ENDED = statement(
  'sealings.ended',
  `UPDATE sealings SET next_attempt_at = $3
   WHERE org_id = $1 AND credential_id = ANY($2::text[]) AND status = 'PENDING' AND next_attempt_at > $3`,
);

/** Credentials that are to be sealed: written down in the transaction of their first decision, due when they are closed. */
@Injectable()
export class SealingsService {
  constructor(private readonly signal: DeliverySignal) {}

  /**
   * After decisions about them, exactly if the transaction commits: due at once where they are closed, and where others have not
   * answered yet when they no longer can. Then call `wake`.
   */
  enqueue(tx: Transaction, org: OrganizationId, credentialIds: string[], at: Date): void {
    if (credentialIds.length > 0) tx.send(ENQUEUE, [org, credentialIds, at]);
  }

  /** They ended before everybody had answered: what somebody has decided of them is due at once. Then call `wake`. */
  ended(tx: Transaction, org: OrganizationId, credentialIds: string[], at: Date): void {
    if (credentialIds.length > 0) tx.send(ENDED, [org, credentialIds, at]);
  }

  /** After the commit: somebody may seal it now. */
  wake(): void {
    this.signal.due(SEALINGS_QUEUE);
  }
}
