import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database';
import { PruningJob } from '../../../platform/pruning';

const BATCH = 1000;

/** What still waits is younger: the schedule of attempts is three days long. */
const DELETE = statement(
  'webhooks.prune',
  `DELETE FROM webhook_deliveries WHERE id IN (
     SELECT id FROM webhook_deliveries WHERE created_at < now() - interval '30 days' AND status <> 'PENDING'
     ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
);

/** Keeps the log of deliveries for 30 days. */
@Injectable()
export class PruneDeliveries extends PruningJob {
  protected readonly what = 'The log of webhooks was not pruned';
  protected readonly batch = BATCH;

  protected round(): Promise<number> {
    return this.unitOfWork.runAsSystem('webhooks.prune', async (tx) => (await tx.query(DELETE, [BATCH])).length);
  }
}
