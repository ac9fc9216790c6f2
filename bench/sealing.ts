import { PDF } from '@libpdf/core';
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DocumentGuard, SealedDocuments, type SealMark } from '../src/modules/documents';
import { openForDrawing } from '../src/modules/documents/drawing/drawable-document';
import { aPdf } from '../test/support/pdfs';
import { aSealSigner } from '../test/support/seal-signer';
import { median } from './report';

const MARK: SealMark = {
  ...{ pageIndex: 0, kind: 'TEXT', text: 'Ana Silva' },
  box: { x: 60, y: 600, width: 200, height: 40 },
};

/**
 * What sealing with its guard costs beside its floor for the same document: the library (load, save, load, sign) and the
 * one page with a mark drawn twice at 72 dpi, in this thread; and how long the event loop of the server waited meanwhile.
 */
export async function benchSealing(rounds: number): Promise<void> {
  const signer = await aSealSigner();
  const original = tenPagesOfOneMegabyte();
  const guard = new DocumentGuard();
  const sealing = new SealedDocuments(guard);
  const seal = () =>
    sealing
      .seal({ original, marks: [MARK], evidence: null, signer, at: new Date(), reason: 'bench' })
      .then(() => undefined);
  const library = async () => {
    const pdf = await PDF.load(new Uint8Array(original), { lenient: false });
    const saved = await pdf.save({ incremental: true });
    await (await PDF.load(saved)).sign({ signer: { ...signer, signatureAlgorithm: 'ECDSA' }, level: 'B-B' });
  };
  const drawing = async () => {
    for (let time = 0; time < 2; time++) {
      const document = await openForDrawing(new Uint8Array(original));
      document.page(0).draw({ dpi: 72 });
      document.close();
    }
  };
  const floor = async () => {
    await library();
    await drawing();
  };
  for (const warm of [seal, floor, seal, floor]) await warm();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds * 10; round++) {
    delay.enable();
    times.ours.push(await timed(seal));
    delay.disable();
    times.floor.push(await timed(floor));
  }
  await sealing.onModuleDestroy();
  await guard.onModuleDestroy();
  const [ours, own] = [median(times.ours), median(times.floor)];
  console.log(
    `sealing ${original.length} bytes, 10 pages: ${ours.toFixed(1)} ms, library and drawing twice ${own.toFixed(1)} ms`,
  );
  console.log(
    `  ratio ${(ours / own).toFixed(2)} (goal <= 1.5); event loop waited ${(delay.percentile(99) / 1e6).toFixed(1)} ms (p99, goal <= 50), ${(delay.max / 1e6).toFixed(1)} ms at most`,
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
