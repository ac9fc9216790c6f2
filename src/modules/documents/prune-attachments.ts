import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database';
import { PruningJob } from '../../platform/pruning';

/** Rows a round: each may be ten megabytes. */
const BATCH = 100;

const DELETE = statement(
  'attachments.prune',
  `DELETE FROM attachments WHERE (entry_id, credential_id, sha256) IN (
     SELECT entry_id, credential_id, sha256 FROM attachments WHERE until < now() LIMIT $1) RETURNING 1`,
);

/** Deletes what was attached and never decided, when the time to answer is over. */
@Injectable()
export class PruneAttachments extends PruningJob {
  protected readonly what = 'Attachments were not pruned';
  protected readonly batch = BATCH;

  protected round(): Promise<number> {
    return this.unitOfWork.runAsSystem('attachments.prune', async (tx) => (await tx.query(DELETE, [BATCH])).length);
  }
}
