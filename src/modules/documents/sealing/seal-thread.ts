import type { DocumentSigner, FromWorker, TimestampService, ToWorker } from './sealing-job';
import { requestTimestamp } from './pades/timestamp-query';
import { startSealWorker } from './start-seal-worker';

const LONGEST_SEALING_MS = 30_000;
const IDLE_MS = 60_000;

/** Whom the worker may ask while it works. */
export interface Asked {
  signer?: DocumentSigner;
  timestampService?: TimestampService;
}

/** What the worker has made. */
export type Worked = Extract<FromWorker, { sealed: unknown }>;

/** The worker thread that draws and seals: one document after another, and none after a while. */
export class SealThread {
  private worker?: ReturnType<typeof startSealWorker>;
  private last: Promise<unknown> = Promise.resolve();
  private idle?: NodeJS.Timeout;

  /** Rejects in words when nothing was made. */
  run(message: ToWorker, asked: Asked): Promise<Worked> {
    const worked = this.last.then(() => this.next(message, asked));
    this.last = worked.catch(() => undefined);
    return worked;
  }

  /** When all that was given to it is done. */
  async stop(): Promise<void> {
    await this.last;
    await this.end();
  }

  private next(order: ToWorker, asked: Asked): Promise<Worked> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= startSealWorker());
    return new Promise<Worked>((resolve, reject) => {
      const fail = (reason: string) => {
        stop();
        void this.end(); // whatever it was doing, the next document gets a new worker
        reject(new Error(reason));
      };
      const tooSlow = setTimeout(() => fail('It took longer than 30 seconds'), LONGEST_SEALING_MS);
      const onError = (error: Error) => fail(error.message);
      const onExit = () => fail('The worker ended');
      const onMessage = (message: FromWorker) => {
        if ('ask' in message) return void answer(worker, asked, message);
        stop();
        this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
        if ('refused' in message) return reject(new Error(message.refused));
        resolve(message);
      };
      const stop = () => {
        clearTimeout(tooSlow);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.ref();
      worker.postMessage(order);
    });
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }
}

async function answer(
  worker: ReturnType<typeof startSealWorker>,
  { signer, timestampService }: Asked,
  { ask, data }: Extract<FromWorker, { ask: unknown }>,
): Promise<void> {
  try {
    worker.postMessage({
      answer:
        ask === 'signature' ? await signer!.sign(data, 'SHA-256') : await requestTimestamp(timestampService!, data),
    });
  } catch (error) {
    worker.postMessage({ failure: `The ${ask} could not be had: ${(error as Error).message}` });
  }
}
