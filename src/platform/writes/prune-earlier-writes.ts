import { Injectable } from '@nestjs/common';
import { statement } from '../database';
import { PruningJob } from '../pruning';

const BATCH = 5000;

const FORGET = statement(
  'writes.forget',
  `UPDATE idempotency_records SET answer = NULL WHERE (org_id, scope) IN (
     SELECT org_id, scope FROM idempotency_records
     WHERE created_at < now() - interval '24 hours' AND answer IS NOT NULL LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
);
const DELETE = statement(
  'writes.delete',
  `DELETE FROM idempotency_records WHERE (org_id, scope) IN (
     SELECT org_id, scope FROM idempotency_records
     WHERE created_at < now() - interval '30 days' LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
);

/** Erases stored answers after 24 hours (they may hold codes) and forgets the calls themselves after 30 days. */
@Injectable()
export class PruneEarlierWrites extends PruningJob {
  protected readonly what = 'Old answers were not pruned';
  protected readonly batch = BATCH;

  /** The larger number of rows that its two statements touched. */
  protected round(): Promise<number> {
    return this.unitOfWork.runAsSystem('idempotency.prune', async (tx) => {
      const forgotten = await tx.query(FORGET, [BATCH]);
      const deleted = await tx.query(DELETE, [BATCH]);
      return Math.max(forgotten.length, deleted.length);
    });
  }
}
