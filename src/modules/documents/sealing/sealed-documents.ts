import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DocumentGuard } from '../guard/document-guard';
import { type Finding, sentencesOf } from '../guard/finding';
import { startSealWorker } from './start-seal-worker';
import { requestTimestamp } from './pades/timestamp-query';
import type {
  DocumentSigner,
  ExtensionOrder,
  FromWorker,
  SealedDocument,
  SealedFile,
  SealingOrder,
  ToWorker,
} from './sealing-job';

const LONGEST_SEALING_MS = 30_000;
const IDLE_MS = 60_000;

/** A document could not be sealed: nothing was made. */
export class SealingFailed extends Error {
  override readonly name = 'SealingFailed';
}

/** A document was made, and it is not the one that was asked: it must not be handed out. Trying again changes nothing. */
export class SealingRefused extends SealingFailed {
  constructor(readonly findings: Finding[]) {
    super(`What came out is not the document that was asked: ${sentencesOf(findings)}`);
  }
}

/**
 * Draws what people put into their places, appends the evidence and seals (PAdES B-B, B-T with a timestamp authority):
 * one document after another on a worker thread, so that no document blocks the server. Then
 * the guard looks at what came out. Bytes in, bytes out.
 */
@Injectable()
export class SealedDocuments implements OnModuleDestroy {
  private worker?: ReturnType<typeof startSealWorker>;
  private last: Promise<unknown> = Promise.resolve();
  private idle?: NodeJS.Timeout;
  private readonly healthDocument = Buffer.from(SMALLEST_PDF, 'latin1');

  constructor(private readonly guard: DocumentGuard = new DocumentGuard()) {}

  /** Rejects with SealingFailed when the document, the key or the time does not allow it, with SealingRefused for the guard. */
  async seal(order: SealingOrder): Promise<SealedDocument> {
    const { signer, timestampService, original, ...rest } = order;
    const { certificate, certificateChain, keyType } = signer;
    // A plain copy: a Buffer may be a window on memory that holds other things as well.
    const job = { ...rest, original: new Uint8Array(original), signer: { certificate, certificateChain, keyType } };
    const document = await this.next({ job: { ...job, wantsTimestamp: timestampService !== undefined } }, order);
    const findings = await this.lookAt(order, document.bytes);
    if (findings.length > 0) throw new SealingRefused(findings);
    return document;
  }

  /** Puts behind a sealed document what proves it later, and a timestamp over that. Rejects with SealingFailed. */
  extend({ timestampService, sealed, ...rest }: ExtensionOrder): Promise<SealedDocument> {
    return this.next({ extension: { ...rest, sealed: new Uint8Array(sealed) } }, { timestampService });
  }

  private next(message: ToWorker, asked: Asked): Promise<SealedDocument> {
    const sealed = this.last.then(() => this.run(message, asked));
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

  private async lookAt({ original, marks }: SealingOrder, result: Uint8Array): Promise<Finding[]> {
    const seen = marks.map(({ image: _, ...mark }) => mark);
    try {
      return await this.guard.compare({ original, result, as: 'SEALED', marks: seen });
    } catch (error) {
      throw new SealingFailed(`What came out could not be looked at: ${(error as Error).message}`);
    }
  }

  private run(order: ToWorker, asked: Asked): Promise<SealedDocument> {
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
        if ('ask' in message) return void answer(worker, asked, message);
        stop();
        this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
        if ('refused' in message) return reject(new SealingFailed(message.refused));
        const { timestamp, evidence } = message;
        resolve({ ...fileOf(message), timestamp, evidence: evidence && fileOf(evidence) });
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

/** Whom the worker may ask while it works. */
type Asked = Partial<Pick<SealingOrder, 'signer' | 'timestampService'>>;

function fileOf({ sealed, pages }: Pick<Extract<FromWorker, { evidence: unknown }>, 'sealed' | 'pages'>): SealedFile {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages };
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
