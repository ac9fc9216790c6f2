import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';

/** Work that has to leave: rows of a delivery log, seen by the loop only through these three steps. */
export interface DeliveryQueue<Row, Outcome> {
  /** For logs and metrics. */
  readonly name: string;
  /**
   * Takes up to `limit` due rows (FOR UPDATE SKIP LOCKED) in a short transaction that marks each with `token` and pushes
   * its next attempt `leaseSeconds` into the future: who dies with a row in hand loses it by itself.
   */
  claim(limit: number, token: string, leaseSeconds: number): Promise<Row[]>;
  /** Does the work, outside any transaction. Never throws: what went wrong is an outcome. */
  deliver(row: Row, signal: AbortSignal): Promise<Outcome>;
  /** Writes outcomes of rows that still carry `token`; a row that was taken over meanwhile is left alone. */
  record(token: string, results: { row: Row; outcome: Outcome }[]): Promise<void>;
}

/** What waits in a queue, of one kind. */
export interface WaitingWork {
  kind: string;
  /** Counted up to `COUNTED_WAITING` in all. */
  waiting: number;
  /** How long ago the most overdue of them should have left; 0 when none is. */
  secondsLate: number;
}

/** So many rows of a queue are looked at when somebody asks how long it is: the most overdue ones. */
export const COUNTED_WAITING = 100_000;

export interface DeliveryPace {
  /** How many rows are worked on at once. */
  concurrency: number;
  /** Rows a claim takes at most. */
  batch: number;
  /** How often to look when nothing wakes the loop. */
  pollMs: number;
  /** At most 30: the time after which stuck work is taken over. */
  leaseSeconds: number;
  /**
   * With so few rows in hand the loop claims again. 0: when everything is recorded. A queue whose rows may hang, each for a
   * reason of its own, claims while others are still under way: then `batch` bounds what is in hand.
   */
  refillAt: number;
}

const ORDINARY_PACE: DeliveryPace = { concurrency: 16, batch: 64, pollMs: 1000, leaseSeconds: 30, refillAt: 0 };

/**
 * Claims due rows, works on them, records what came of it, and looks again. At least once: a crash between the work and
 * its record repeats the work after the lease. Any number of processes may run it, Postgres is the coordinator.
 */
export class DeliveryLoop<Row, Outcome> {
  private readonly logger: Logger;
  private readonly pace: DeliveryPace;
  private readonly stopping = new AbortController();
  private running?: Promise<void>;
  private rouse: () => void = () => undefined;
  private roused = false;
  /** Rows that are claimed and not recorded yet. */
  private inHand = 0;
  private freed: () => void = () => undefined;
  private readonly rounds = new Set<Promise<void>>();

  constructor(
    private readonly queue: DeliveryQueue<Row, Outcome>,
    pace: Partial<DeliveryPace> = {},
  ) {
    this.logger = new Logger(`delivery of ${queue.name}`);
    this.pace = { ...ORDINARY_PACE, ...pace };
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Something is due now. Costs nothing when the loop is at work. */
  wake(): void {
    this.roused = true;
    this.rouse();
  }

  /** Claims nothing more and waits for what is under way to be recorded. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.rouse();
    this.freed();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.roused = false;
      let found = 0;
      try {
        found = await this.claim();
      } catch (error) {
        // The database is away: what is claimed comes back after its lease, what is not waits. Never a busy loop.
        this.logger.warn(`A round failed: ${(error as Error).message}`);
        await this.rest(this.pace.pollMs);
      }
      if (found === 0 && !this.roused) await this.rest(this.pace.pollMs);
    }
    await Promise.allSettled(this.rounds);
  }

  /** Claims what there is room for and begins to work on it; resolves when there is room again. */
  private async claim(): Promise<number> {
    const token = randomUUID();
    const rows = await this.queue.claim(this.pace.batch - this.inHand, token, this.pace.leaseSeconds);
    if (rows.length === 0) return 0;
    this.inHand += rows.length;
    const round = this.round(token, rows);
    if (this.pace.refillAt === 0) await round;
    else await this.leave(round);
    return rows.length;
  }

  /** Lets a round go on by itself, unless it is one too many. */
  private async leave(round: Promise<void>): Promise<void> {
    const ended = round
      .catch((error: Error) => this.logger.warn(`A round failed: ${error.message}`))
      .finally(() => this.rounds.delete(ended));
    this.rounds.add(ended);
    while (this.inHand > this.pace.refillAt && !this.stopping.signal.aborted) {
      await new Promise<void>((resolve) => (this.freed = resolve));
    }
  }

  /** The deliveries of one claim. Outcomes are recorded as they come in, those of one moment together. */
  private async round(token: string, rows: Row[]): Promise<void> {
    const results: { row: Row; outcome: Outcome }[] = [];
    let left = rows.length;
    const free = (count: number): void => {
      left -= count;
      this.inHand -= count;
      this.freed();
      if (this.pace.refillAt > 0) this.wake(); // what had no room before may have some now
    };
    const recorder = new Recorder(results, async (some) => {
      await this.queue.record(token, some);
      free(some.length);
    });
    // Short of the lease: a delivery that hangs must end before somebody else may take its row.
    const deadline = AbortSignal.timeout((this.pace.leaseSeconds - 5) * 1000);
    setMaxListeners(0, deadline); // every delivery of the round listens to it
    const waiting = rows[Symbol.iterator]();
    const hand = async (): Promise<void> => {
      for (const row of waiting) {
        if (deadline.aborted) return;
        results.push({ row, outcome: await this.queue.deliver(row, deadline) });
        recorder.nudge();
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(this.pace.concurrency, rows.length) }, hand));
      await recorder.finish();
    } finally {
      free(left);
    }
  }

  private async rest(ms: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = () => undefined;
  }
}

/** Writes results in batches, one batch at a time: what arrives during a write goes with the next. */
class Recorder<Result> {
  private writing?: Promise<void>;

  constructor(
    private readonly results: Result[],
    private readonly write: (results: Result[]) => Promise<void>,
  ) {}

  nudge(): void {
    this.writing ??= this.drain();
    this.writing.catch(() => undefined); // reported by finish()
  }

  /** Resolves when everything is written; rejects when a write failed, and then the lease brings the rows back. */
  async finish(): Promise<void> {
    await this.writing;
    await this.drain();
  }

  private async drain(): Promise<void> {
    await new Promise(setImmediate); // so that what ends in the same moment is written together
    while (this.results.length > 0) await this.write(this.results.splice(0));
    this.writing = undefined;
  }
}
