/**
 * The program of a child process that reads one PDF after another for `pdf-processes.ts`. It has no environment, no
 * database and no Nest; it lives as long as the channel to the server does.
 */
import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { boundInflation } from './bounded-inflation';
import { asRefusal, examine, openStrictly } from './examine-pdf';
import type { PdfAnswer, PdfQuestion } from './pdf-reading';

const MAX_INFLATED_BYTES = 64 * 1024 * 1024;
/** The server ends this process long before. Were the server killed, an endless document would spin here for ever. */
const ORPHAN_MILLISECONDS = 30_000;

const watched = createContext({ work: (): unknown => undefined });
const renewInflationBudget = boundInflation(MAX_INFLATED_BYTES);

// Ctrl-C and a stopping service signal the whole group: the server finishes its requests first, and then closes the channel.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', ({ bytes, seals }: PdfQuestion) => {
  // A plain view: Buffer overrides some of Uint8Array's methods, and the parser expects the originals.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  void read(plain, seals).then((answer) => process.send?.(answer));
});

async function read(bytes: Uint8Array, seals?: string[]): Promise<PdfAnswer> {
  try {
    renewInflationBudget();
    const pdf = await bounded(() => openStrictly(bytes));
    const pages = bounded(() => examine(pdf, bytes, seals));
    return { reading: { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, pages } };
  } catch (error) {
    const { reason, detail, about } = asRefusal(error, bytes);
    return { refused: reason, detail, about };
  }
}

/** Runs synchronous work under V8's watchdog, the only clock that ticks while it runs. */
function bounded<Result>(work: () => Result): Result {
  watched.work = work;
  return runInContext('work()', watched, { timeout: ORPHAN_MILLISECONDS }) as Result;
}
