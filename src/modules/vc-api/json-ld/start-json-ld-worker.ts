import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { taughtTypescript } from '../../../platform/threads';

const HEAP_MEGABYTES = 128;

/** Starts the worker that processes JSON-LD, without an environment. It does not keep the program alive. */
export function startJsonLdWorker(): Worker {
  const limits = { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } };
  const file = join(__dirname, `json-ld-worker${extname(__filename)}`);
  const source = taughtTypescript(file);
  const worker = source === null ? new Worker(file, limits) : new Worker(source, { eval: true, ...limits });
  // A thread that is being ended can still fail, when nobody waits for it any more: that must not end the process.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
