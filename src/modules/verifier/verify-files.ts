import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Clock } from '../../platform/clock';
import { taughtTypescript } from '../../platform/threads';
import type { Report } from './checking/verify-file';
import type { FromWorker, OwnSeal, WorkerOrder } from './worker-messages';

/** What is known to the server itself; nothing else is asked. */
export interface OwnKnowledge {
  did(did: string): Promise<unknown>;
  statusList(address: string): Promise<string | undefined>;
  seals(): Promise<OwnSeal[]>;
  sealed(sha256: string): Promise<unknown>;
}

/** Why there is no report: the file took more time or memory than any of ours. */
export type Unfinished = 'too_long' | 'too_much';

/** A place among those whose files may be here at once. Whoever takes one leaves it. */
export interface FilePlace {
  leave(): void;
}

const MOST_PLACES = 6;
const AT_ONCE = 2;
/** A bundle of ours asks for a handful of DIDs. */
const MOST_QUESTIONS = 100;

/**
 * Checks files of strangers, each on a worker thread of its own with caps on time and memory, two at once. Before a file is
 * read at all its sender needs a place: six in all, one for each address. Nothing is stored.
 */
@Injectable()
export class VerifyFiles implements OnModuleDestroy {
  readonly limits = { milliseconds: 10_000, heapMegabytes: 192 };
  private readonly places = new Set<string>();
  private readonly waiting: (() => void)[] = [];
  private readonly workers = new Set<Worker>();

  constructor(private readonly clock: Clock) {}

  /** A place for a file of this address; null when there is none free, or it has one already. */
  enter(address: string): FilePlace | null {
    if (this.places.size >= MOST_PLACES || this.places.has(address)) return null;
    this.places.add(address);
    return { leave: () => void this.places.delete(address) };
  }

  async execute(bytes: Buffer, knowledge: OwnKnowledge): Promise<Report | Unfinished> {
    const seals = await knowledge.seals();
    if (this.workers.size >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const worker = this.start({
      bytes: Uint8Array.from(bytes), // a plain copy: a Buffer may be a window on memory that holds other things as well
      now: this.clock.now().toISOString(),
      seals,
    });
    this.workers.add(worker);
    try {
      return await this.reportOf(worker, knowledge);
    } finally {
      await worker.terminate();
      this.workers.delete(worker);
      this.waiting.shift()?.();
    }
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private start(order: WorkerOrder): Worker {
    const file = join(__dirname, `verify-worker${extname(__filename)}`);
    const source = taughtTypescript(file);
    return new Worker(source ?? file, {
      eval: source !== null,
      env: {},
      workerData: order,
      transferList: [order.bytes.buffer as ArrayBuffer],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMegabytes },
    });
  }

  private reportOf(worker: Worker, knowledge: OwnKnowledge): Promise<Report | Unfinished> {
    let questions = 0;
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => resolve('too_long'), this.limits.milliseconds);
      const answer = async ({ ask, name, number }: Extract<FromWorker, { ask: unknown }>) => {
        const allowed = ++questions <= MOST_QUESTIONS;
        worker.postMessage({ number, answer: allowed ? await knowledge[ask](name) : undefined });
      };
      worker.on('message', (message: FromWorker) => {
        if ('report' in message) resolve(message.report);
        else answer(message).catch(reject);
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('too_much') : reject(error),
      );
      worker.on('exit', () => {
        clearTimeout(tooLong);
        reject(new Error('The worker ended without a report'));
      });
    });
  }
}
