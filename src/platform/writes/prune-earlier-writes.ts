import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { statement, UnitOfWork } from '../database';
import { Settings } from '../configuration';

const EVERY_MS = 10 * 60_000;
/** Rows a round touches at most: a server that was off for a month must not start with one enormous statement. */
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
export class PruneEarlierWrites implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('pruning');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'off') return; // where workers deliver, workers prune
    this.timer = setInterval(() => void this.prune(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Until nothing is left to prune; any number of processes may do it at once. */
  async prune(): Promise<void> {
    try {
      while ((await this.round()) === BATCH);
    } catch (error) {
      this.logger.warn(`Old answers were not pruned: ${(error as Error).message}`);
    }
  }

  /** One batch in a short transaction of its own; answers the larger number of rows it touched. */
  private round(): Promise<number> {
    return this.unitOfWork.runAsSystem('idempotency.prune', async (tx) => {
      const forgotten = await tx.query(FORGET, [BATCH]);
      const deleted = await tx.query(DELETE, [BATCH]);
      return Math.max(forgotten.length, deleted.length);
    });
  }
}
