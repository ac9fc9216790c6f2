import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { chainsOfSeal, timestampOfSeal } from '../../verifier/checking/pdf';
import type { Comparison } from '../guard/compare-documents';
import { DocumentGuard } from '../guard/document-guard';
import { type Finding, sentencesOf } from '../guard/finding';
import { reasonOfEvidence } from './evidence-names';
import { isLongTerm } from './pades/seal-level';
import { gatherValidationData, type ValidationData } from './pades/validation-data';
import { SealThread, type Asked, type Worked } from './seal-thread';
import type {
  DocumentSigner,
  SealedDocument,
  SealedFile,
  SealingOrder,
  SealJob,
  TimestampService,
  ToWorker,
  WorkedFile,
} from './sealing-job';

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
 * Draws what people put into their places, appends the evidence and seals (PAdES B-B to B-LTA, as the order says), on a worker
 * thread, so that no document blocks the server. Then the guard looks at what came out, at each step. Bytes in, bytes out.
 */
@Injectable()
export class SealedDocuments implements OnModuleDestroy {
  private readonly thread = new SealThread();
  private readonly healthDocument = Buffer.from(SMALLEST_PDF, 'latin1');

  constructor(private readonly guard: DocumentGuard = new DocumentGuard()) {}

  /** Rejects with SealingFailed when the document, the key or the time does not allow it, with SealingRefused for the guard. */
  async seal(order: SealingOrder): Promise<SealedDocument> {
    const { original, marks, evidence } = order;
    // A plain copy: a Buffer may be a window on memory that holds other things as well.
    const job = { ...jobOf(order), original: new Uint8Array(original), marks, evidence };
    const made = await this.made({ job }, order);
    const seen = marks.map(({ image: _, ...mark }) => mark);
    await this.lookAt({ original, result: made.sealed, as: 'SEALED', marks: seen });
    const document = await this.raised(made, order);
    return {
      ...document,
      timestamp: made.timestamp,
      evidence: made.isApart ? await this.evidenceBeside(document, made.timestamp, order) : null,
    };
  }

  /**
   * Puts a later timestamp behind a document that has one already (B-LTA), with what proves that one. The document before is
   * the beginning of the one that comes out. Rejects with SealingFailed, with SealingRefused for the guard.
   */
  async renew(sealed: Buffer, timestampService: TimestampService): Promise<SealedFile> {
    const timestamp = timestampOfSeal(sealed);
    if (!timestamp) throw new SealingFailed('No timestamp lies behind its seal that could be renewed');
    return this.extend(sealed, await gathered([timestamp]), timestampService);
  }

  /** Really seals a document of one empty page; rejects with what is wrong. */
  async prove(signer: DocumentSigner, at: Date): Promise<void> {
    await this.seal({ original: this.healthDocument, marks: [], evidence: null, signer, at, reason: 'health' });
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.stop();
  }

  /** The pages that tell how a document came to be, where its own must stay as others signed them. */
  private async evidenceBeside(
    { bytes, sha256 }: SealedFile,
    timestamp: SealedDocument['timestamp'],
    order: SealingOrder,
  ): Promise<SealedFile> {
    const job = { ...jobOf(order), reason: reasonOfEvidence(sha256), told: order.evidence!, sha256, timestamp };
    const made = await this.made({ evidence: job }, order);
    await this.lookAt({ original: bytes, result: made.sealed, as: 'EVIDENCE', marks: [] });
    return this.raised(made, order);
  }

  /** What proves the certificates is fetched here, in the server's process, and put behind the seal on the worker. */
  private async raised(made: WorkedFile, { level, timestampService }: SealingOrder): Promise<SealedFile> {
    const file = fileOf(made);
    if (!isLongTerm(level)) return file;
    const validation = await gathered(chainsOfSeal(file.bytes));
    return this.extend(file.bytes, validation, level === 'B-LTA' ? timestampService : undefined);
  }

  /** Puts behind a sealed document what proves it later and, with a service, a timestamp over that. */
  private async extend(
    original: Buffer,
    validation: ValidationData,
    timestampService?: TimestampService,
  ): Promise<SealedFile> {
    const sealed = new Uint8Array(original);
    const extension = { sealed, validation, wantsTimestamp: timestampService !== undefined };
    const made = await this.made({ extension }, { timestampService });
    await this.lookAt({ original, result: made.sealed, as: 'EXTENDED', marks: [] });
    return fileOf(made);
  }

  private async made(message: ToWorker, asked: Asked): Promise<Worked> {
    return this.thread.run(message, asked).catch((error: Error) => {
      throw new SealingFailed(error.message);
    });
  }

  private async lookAt(comparison: Comparison): Promise<void> {
    const findings = await this.guard.compare(comparison).catch((error: Error) => {
      throw new SealingFailed(`What came out could not be looked at: ${error.message}`);
    });
    if (findings.length > 0) throw new SealingRefused(findings);
  }
}

function jobOf({ signer, at, reason, status, level, timestampService }: SealingOrder): SealJob {
  const { certificate, certificateChain, keyType } = signer;
  const [wantsTimestamp, needsTimestamp] = [timestampService !== undefined, level !== undefined && level !== 'B-B'];
  return { signer: { certificate, certificateChain, keyType }, at, reason, status, wantsTimestamp, needsTimestamp };
}

const gathered = (chains: Parameters<typeof gatherValidationData>[0]): Promise<ValidationData> =>
  gatherValidationData(chains).catch((error: Error) => {
    throw new SealingFailed(error.message);
  });

function fileOf({ sealed, pages, provedUntil }: WorkedFile): SealedFile {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages, provedUntil };
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
