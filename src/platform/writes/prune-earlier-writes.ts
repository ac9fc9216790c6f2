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
     WHERE created_at < now() - interval '24 hours' AND answer IS NOT NULL LIMIT $1 FOR UPDATE SKIP LOCKED)`,
);
const DELETE = statement(
  'writes.delete',
  `DELETE FROM idempotency_records WHERE (org_id, scope) IN (
     SELECT org_id, scope FROM idempotency_records
     WHERE created_at < now() - interval '30 days' LIMIT $1 FOR UPDATE SKIP LOCKED)`,
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

  /** One round; any number of processes may do it at once. */
  async prune(): Promise<void> {
    try {
      await this.unitOfWork.runAsSystem('idempotency.prune', async (tx) => {
        await tx.query(FORGET, [BATCH]);
        await tx.query(DELETE, [BATCH]);
      });
    } catch (error) {
      this.logger.warn(`Old answers were not pruned: ${(error as Error).message}`);
    }
  }
}
