import { PDF } from '@libpdf/core';
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SealedDocuments } from '../src/modules/documents';
import { aPdf } from '../test/support/pdfs';
import { aSealSigner } from '../test/support/seal-signer';
import { median } from './report';

/**
 * What sealing costs beside the library's own time for the same document (load, save, load, sign in this thread), and
 * how long the event loop of the server waited while the worker sealed.
 */
export async function benchSealing(rounds: number): Promise<void> {
  const signer = await aSealSigner();
  const original = tenPagesOfOneMegabyte();
  const sealing = new SealedDocuments();
  const seal = () =>
    sealing
      .seal({ original, marks: [], evidence: null, signer, at: new Date(), reason: 'bench' })
      .then(() => undefined);
  const library = async () => {
    const pdf = await PDF.load(new Uint8Array(original), { lenient: false });
    const saved = await pdf.save({ incremental: true });
    await (await PDF.load(saved)).sign({ signer: { ...signer, signatureAlgorithm: 'ECDSA' }, level: 'B-B' });
  };
  for (const warm of [seal, library, seal, library]) await warm();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times = { ours: [] as number[], library: [] as number[] };
  for (let round = 0; round < rounds * 10; round++) {
    delay.enable();
    times.ours.push(await timed(seal));
    delay.disable();
    times.library.push(await timed(library));
  }
  await sealing.onModuleDestroy();
  const [ours, own] = [median(times.ours), median(times.library)];
  console.log(
    `sealing ${original.length} bytes, 10 pages: ${ours.toFixed(1)} ms, the library alone ${own.toFixed(1)} ms`,
  );
  console.log(
    `  ratio ${(ours / own).toFixed(2)} (goal <= 2); event loop waited ${(delay.percentile(99) / 1e6).toFixed(1)} ms (p99, goal <= 50), ${(delay.max / 1e6).toFixed(1)} ms at most`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function tenPagesOfOneMegabyte(): Buffer {
  const pdf = aPdf().withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(1024 * 1024))}`);
  for (let page = 0; page < 10; page++) pdf.page();
  return pdf.build();
}
