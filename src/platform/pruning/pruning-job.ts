import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../configuration';
import { UnitOfWork } from '../database';

/**
 * Deletes what is over, or renews what soon will be, every ten minutes unless it says otherwise, in rounds that are short
 * transactions. Any number of processes may do it at once.
 */
@Injectable()
export abstract class PruningJob implements OnApplicationBootstrap, OnApplicationShutdown {
  /** What did not happen where a round fails, for the log. */
  protected abstract readonly what: string;
  /** Rows of a round at most: a server that was off for a month must not start with one enormous statement. */
  protected abstract readonly batch: number;
  protected readonly everyMs: number = 10 * 60_000;
  private readonly logger = new Logger('pruning');
  private timer?: NodeJS.Timeout;

  constructor(
    protected readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'off') return; // where workers deliver, workers prune
    this.timer = setInterval(() => void this.prune(), this.everyMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Until nothing is left to prune. */
  async prune(): Promise<void> {
    try {
      while ((await this.round()) === this.batch);
    } catch (error) {
      this.logger.warn(`${this.what}: ${(error as Error).message}`);
    }
  }

  /** One batch in a short transaction of its own; answers how many rows it touched. */
  protected abstract round(): Promise<number>;
}
