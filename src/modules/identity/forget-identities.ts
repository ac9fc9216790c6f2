import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database';
import { PruningJob } from '../../platform/pruning';

const BATCH = 1000;

/** Both are sealed; the attempt and how it ended stay. */
const FORGET = statement(
  'identity.forget-abandoned',
  `UPDATE identity_verifications SET content = NULL, kept = NULL WHERE id IN (
     SELECT id FROM identity_verifications
     WHERE passed_on IS NOT TRUE AND (content IS NOT NULL OR kept IS NOT NULL) AND expires_at < now() - interval '30 days' LIMIT $1)
   RETURNING 1`,
);

/** Deletes who a person is where the request was never answered, thirty days after the attempt: nobody agreed to pass it on. */
@Injectable()
export class ForgetIdentities extends PruningJob {
  protected readonly what = 'Identities that nobody passed on were not deleted';
  protected readonly batch = BATCH;

  protected round(): Promise<number> {
    return this.unitOfWork.runAsSystem('identities.forget', async (tx) => (await tx.query(FORGET, [BATCH])).length);
  }
}
