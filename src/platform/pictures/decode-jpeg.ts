import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { damaged } from './not-a-picture';

/** A progressive picture of few pixels may have any number of scans; an honest one of the largest takes a second. */
const MOST_MILLISECONDS = 10_000;
const MEGABYTES = 256;

const PROGRAM = `
const { parentPort, workerData: { decoder, bytes, megabytes } } = require('node:worker_threads');
const strict = { useTArray: true, formatAsRGBA: false, tolerantDecoding: false, maxMemoryUsageInMB: megabytes };
try {
  require(decoder).decode(bytes, strict);
  parentPort.postMessage(true);
} catch {
  parentPort.postMessage(false);
}`;

/**
 * Decodes every pixel on a thread of its own, which is ended when it takes too long. Throws `NotAPicture` for what has fewer
 * pixels than it says, and for arithmetic coding, which browsers cannot show either.
 */
export async function decodeJpeg(bytes: Buffer): Promise<void> {
  const workerData = { decoder: require.resolve('jpeg-js'), bytes, megabytes: MEGABYTES };
  const worker = new Worker(PROGRAM, {
    eval: true,
    workerData,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  const limit = setTimeout(() => void worker.terminate(), MOST_MILLISECONDS);
  const ended = once(worker, 'exit').then(() => [false]);
  const [decoded] = (await Promise.race([once(worker, 'message'), ended]).catch(() => [false])) as [boolean];
  clearTimeout(limit);
  void worker.terminate();
  if (!decoded) throw damaged('its pixels cannot be decoded');
}
