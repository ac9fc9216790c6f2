import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { taughtTypescript } from '../../../platform/threads';

const HEAP_MEGABYTES = 384;

/** Starts the sealing worker, without an environment. It does not keep the program alive while it has nothing to do. */
export function startSealWorker(): Worker {
  const limits = { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } };
  const file = join(__dirname, `seal-worker${extname(__filename)}`);
  const source = taughtTypescript(file);
  const worker = source === null ? new Worker(file, limits) : new Worker(source, { eval: true, ...limits });
  worker.unref();
  return worker;
}
