import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { statement, UnitOfWork } from '../../platform/database';

const EVERY_MS = 10 * 60_000;
/** Rows a round: each may be ten megabytes. */
const BATCH = 100;

const DELETE = statement(
  'attachments.prune',
  `DELETE FROM attachments WHERE (entry_id, credential_id, sha256) IN (
     SELECT entry_id, credential_id, sha256 FROM attachments WHERE until < now() LIMIT $1) RETURNING 1`,
);

/** Deletes what was attached and never decided, when the time to answer is over. */
@Injectable()
export class PruneAttachments implements OnApplicationBootstrap, OnApplicationShutdown {
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
      this.logger.warn(`Attachments were not pruned: ${(error as Error).message}`);
    }
  }

  private round(): Promise<number> {
    return this.unitOfWork.runAsSystem('attachments.prune', async (tx) => (await tx.query(DELETE, [BATCH])).length);
  }
}
