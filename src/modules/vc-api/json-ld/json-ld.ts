import { Injectable, OnModuleDestroy } from '@nestjs/common';
import type { Worker } from 'node:worker_threads';
import { Problem } from '../../../platform/http';
import type { JsonObject } from '../../keys';
import type { JsonLdJob, JsonLdOutcome } from './json-ld-job';
import { startJsonLdWorker } from './start-json-ld-worker';

/** Credentials take milliseconds; the first one also waits for the thread to start. */
export const LONGEST_MS = 2_000;
const LONGEST_START_MS = 10_000;
const MOST_WAITING = 64;

/** The document is not such JSON-LD as a credential may be, or would take too much to find out. */
export class NotProcessable extends Error {
  override readonly name = 'NotProcessable';
}

/** JSON-LD, one document after another on a worker thread: contexts are static, time and memory are capped. */
@Injectable()
export class JsonLd implements OnModuleDestroy {
  private worker?: Promise<Worker>;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Null when every term is defined, no context redefines one, and ids and types are URLs; else what is wrong. */
  async refusalOf(document: JsonObject): Promise<string | null> {
    const outcome = await this.inTurn({ work: 'expand', document });
    return 'refused' in outcome ? outcome.refused : null;
  }

  /** The canonical N-Quads of a document (RDFC-1.0); rejects with NotProcessable. */
  async canonize(document: JsonObject): Promise<string> {
    const outcome = await this.inTurn({ work: 'canonize', document });
    if ('refused' in outcome) throw new NotProcessable(outcome.refused);
    return outcome.canonical;
  }

  async onModuleDestroy(): Promise<void> {
    await this.last;
    await this.end();
  }

  private inTurn(job: JsonLdJob): Promise<JsonLdOutcome> {
    if (this.waiting >= MOST_WAITING) throw new Problem('too_busy', 'Too many documents are waiting to be processed');
    this.waiting += 1;
    const outcome = this.last.then(() => this.run(job)).finally(() => (this.waiting -= 1));
    this.last = outcome.catch(() => undefined);
    return outcome;
  }

  private async run(job: JsonLdJob): Promise<JsonLdOutcome> {
    const worker = await (this.worker ??= this.start());
    return this.ask(worker, job, LONGEST_MS);
  }

  /** A thread that has loaded everything: what it does next is measured by itself. */
  private async start(): Promise<Worker> {
    const worker = startJsonLdWorker();
    await this.ask(worker, { work: 'expand', document: {} }, LONGEST_START_MS);
    return worker;
  }

  private ask(worker: Worker, job: JsonLdJob, longest: number): Promise<JsonLdOutcome> {
    return new Promise((resolve) => {
      const settle = (outcome: JsonLdOutcome) => {
        clearTimeout(tooSlow);
        worker.off('message', settle).off('error', onError).off('exit', onExit);
        worker.unref();
        resolve(outcome);
      };
      const giveUp = (refused: string) => {
        settle({ refused });
        void this.end(); // whatever it was doing, the next document gets a new thread
      };
      const onError = () => giveUp('Processing it takes too much memory');
      const onExit = () => giveUp('Processing it ended the thread');
      const tooSlow = setTimeout(() => giveUp('Processing it takes too long'), longest);
      worker.on('message', settle).on('error', onError).on('exit', onExit);
      worker.ref();
      worker.postMessage(job);
    });
  }

  private async end(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    await (await worker)?.terminate();
  }
}
