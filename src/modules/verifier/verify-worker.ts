/**
 * The program of a worker thread that checks one file and ends. It has no environment, no key and no network: what this
 * server publishes it asks the main thread for.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyFile } from './checking/verify-file';
import type { FromWorker, ToWorker, WorkerOrder } from './worker-messages';

const server = parentPort!;
const { bytes, now, seals } = workerData as WorkerOrder;
const waiting = new Map<number, (answer: never) => void>();
let questions = 0;

server.on('message', ({ number, answer }: ToWorker) => {
  waiting.get(number)?.(answer as never);
  waiting.delete(number);
});

const tell = (message: FromWorker): void => server.postMessage(message);

function ask<Answer>(what: 'did' | 'statusList' | 'sealed', name: string): Promise<Answer> {
  return new Promise<Answer>((resolve) => {
    const number = ++questions;
    waiting.set(number, resolve);
    tell({ ask: what, name, number });
  });
}

void verifyFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
  now: new Date(now),
  did: (did) => ask('did', did),
  statusList: (address) => ask('statusList', address),
  sealed: (sha256) => ask('sealed', sha256),
  seals: seals.map(({ der, chain, ...seal }) => ({
    ...seal,
    der: Buffer.from(der),
    chain: chain.map((each) => Buffer.from(each)),
  })),
}).then((report) => tell({ report }));
