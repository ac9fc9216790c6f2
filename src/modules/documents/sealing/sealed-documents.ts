import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { HttpTimestampAuthority } from '@libpdf/core';
import { createHash } from 'node:crypto';
import { startSealWorker } from './start-seal-worker';
import type { DocumentSigner, FromWorker, SealedDocument, SealingOrder, TimestampService } from './sealing-job';

const LONGEST_SEALING_MS = 30_000;
const TIMESTAMP_TIMEOUT_MS = 8_000;
const IDLE_MS = 60_000;

/** A document could not be sealed: nothing was made. */
export class SealingFailed extends Error {
  override readonly name = 'SealingFailed';
}

/**
 * Draws what people put into their places, appends the evidence and seals (PAdES B-B, B-T with a timestamp authority):
 * one document after another on a worker thread, so that no document blocks the server. Bytes in, bytes out.
 */
@Injectable()
export class SealedDocuments implements OnModuleDestroy {
  private worker?: ReturnType<typeof startSealWorker>;
  private last: Promise<unknown> = Promise.resolve();
  private idle?: NodeJS.Timeout;
  private readonly healthDocument = Buffer.from(SMALLEST_PDF, 'latin1');

  /** Rejects with SealingFailed when the document, the key or the time does not allow it. */
  seal(order: SealingOrder): Promise<SealedDocument> {
    const sealed = this.last.then(() => this.run(order));
    this.last = sealed.catch(() => undefined);
    return sealed;
  }

  /** Really seals a document of one empty page; rejects with what is wrong. */
  async prove(signer: DocumentSigner, at: Date): Promise<void> {
    await this.seal({ original: this.healthDocument, marks: [], evidence: null, signer, at, reason: 'health' });
  }

  async onModuleDestroy(): Promise<void> {
    await this.last;
    await this.end();
  }

  private run(order: SealingOrder): Promise<SealedDocument> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= startSealWorker());
    return new Promise<SealedDocument>((resolve, reject) => {
      const fail = (reason: string) => {
        stop();
        void this.end(); // whatever it was doing, the next document gets a new worker
        reject(new SealingFailed(reason));
      };
      const tooSlow = setTimeout(() => fail('It took longer than 30 seconds'), LONGEST_SEALING_MS);
      const onError = (error: Error) => fail(error.message);
      const onExit = () => fail('The worker ended');
      const onMessage = (message: FromWorker) => {
        if ('ask' in message) return void answer(worker, order, message);
        stop();
        this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
        if ('refused' in message) return reject(new SealingFailed(message.refused));
        const bytes = Buffer.from(message.sealed.buffer, message.sealed.byteOffset, message.sealed.byteLength);
        const { pages, timestamp } = message;
        resolve({ bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages, timestamp });
      };
      const stop = () => {
        clearTimeout(tooSlow);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.ref();
      const { signer, timestampService, original, ...rest } = order;
      const { certificate, certificateChain, keyType } = signer;
      // A plain copy: a Buffer may be a window on memory that holds other things as well.
      const job = { ...rest, original: new Uint8Array(original), signer: { certificate, certificateChain, keyType } };
      worker.postMessage({ job: { ...job, wantsTimestamp: timestampService !== undefined } });
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
  { signer, timestampService }: SealingOrder,
  { ask, data }: Extract<FromWorker, { ask: unknown }>,
): Promise<void> {
  try {
    worker.postMessage({
      answer: ask === 'signature' ? await signer.sign(data, 'SHA-256') : await timestampOf(timestampService!, data),
    });
  } catch (error) {
    worker.postMessage({ failure: `The ${ask} could not be had: ${(error as Error).message}` });
  }
}

function timestampOf({ url, credentials }: TimestampService, digest: Uint8Array): Promise<Uint8Array> {
  const headers = credentials && { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  const authority = new HttpTimestampAuthority(url, { timeout: TIMESTAMP_TIMEOUT_MS, ...(headers && { headers }) });
  return authority.timestamp(digest, 'SHA-256');
}

const SMALLEST_PDF = smallestPdf();

function smallestPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>',
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${offsets.join('')}`;
  return `${file}${table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
