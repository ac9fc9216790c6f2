import { Inject, Injectable, OnModuleDestroy, Optional } from '@nestjs/common';
import { PdfProcesses, PdfProcessLimits } from './pdf-processes';
import { MAX_PDF_BYTES, PdfAnswer, PdfQuestion, ReadDocument } from './pdf-reading';
import { UnreadablePdf } from './unreadable-pdf';

const MAGIC = '%PDF-';
const MAGIC_WITHIN_BYTES = 1024;

/** Injection token for other limits than the usual ones. */
export const PDF_PROCESS_LIMITS = Symbol('PDF_PROCESS_LIMITS');

const USUAL_LIMITS: PdfProcessLimits = {
  processes: 2,
  waiting: 200,
  unfairMilliseconds: 500,
  documentMilliseconds: 10_000,
  patienceMilliseconds: 60_000,
  heapMegabytes: 256,
  idleMilliseconds: 60_000,
};

/** Reads PDFs somewhere else than on the event loop; several calls at once share the processes. */
@Injectable()
export class PdfReader implements OnModuleDestroy {
  private seals = (): Promise<string[]> => Promise.resolve([]);
  private readonly processes: PdfProcesses<PdfQuestion, PdfAnswer>;

  constructor(@Optional() @Inject(PDF_PROCESS_LIMITS) limits: Partial<PdfProcessLimits> = {}) {
    this.processes = new PdfProcesses('pdf-process', { ...USUAL_LIMITS, ...limits });
  }

  /** Says under which certificates documents are sealed here: SHA-256 in hex. Asked when a document carries signatures. */
  knowSeals(seals: () => Promise<string[]>): void {
    this.seals = seals;
  }

  /**
   * `owner` is the organization that waits for it: organizations take turns. Rejects with UnreadablePdf if the document
   * must not be accepted, with TooManyPdfsWaiting if there is no room.
   */
  async read(bytes: Buffer, owner?: string): Promise<ReadDocument> {
    if (bytes.length > MAX_PDF_BYTES) throw new UnreadablePdf('too_large');
    if (!bytes.subarray(0, MAGIC_WITHIN_BYTES).includes(MAGIC)) throw new UnreadablePdf('not_a_pdf');
    const seals = bytes.includes('/ByteRange') ? await this.seals() : undefined;
    const answer = await this.processes.ask({ bytes, ...(seals && { seals }) }, owner);
    if ('refused' in answer) throw new UnreadablePdf(answer.refused, answer.detail, answer.about);
    const { reading, copy, originalSha256 } = answer;
    if (!copy) return { ...reading, bytes };
    const original = { sha256: originalSha256, bytes };
    return { ...reading, bytes: Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength), original };
  }

  async onModuleDestroy(): Promise<void> {
    await this.processes.stop();
  }
}
