/**
 * The program of the worker thread that draws, appends evidence and seals, one document after another. It has no key and
 * no network: it asks the server for the signature and for the timestamp. The document was read before, in a process of
 * its own with caps on time and memory, so nothing unvetted gets here.
 */
import { PDF } from '@libpdf/core';
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { provedUntil } from '../../verifier/checking/pdf';
import { openStrictly } from '../examine-pdf';
import { readPages } from '../page-tree';
import { DocumentFonts } from './document-fonts';
import { drawMarks } from './draw-marks';
import { dropClaims } from './drop-claims';
import { evidenceDocument, isEvidenceApart } from './evidence-document';
import { addEvidencePages } from './evidence-pages';
import { OwnFields } from './own-fields';
import { addDocumentTimestamp } from './pades/document-timestamp';
import { signDocument } from './pades/sign-document';
import { addValidationStore } from './pades/validation-store';
import type {
  EvidenceJob,
  Extension,
  FromWorker,
  SealingJob,
  SealJob,
  TimestampOutcome,
  ToWorker,
  WorkedFile,
} from './sealing-job';

const server = parentPort!;
let waiting: { resolve(answer: Uint8Array): void; reject(error: Error): void } | undefined;

server.on('message', (message: ToWorker) => {
  if ('job' in message) void work(() => sealDocument(message.job));
  else if ('evidence' in message) void work(() => sealEvidence(message.evidence));
  else if ('extension' in message) void work(() => extend(message.extension));
  else if ('answer' in message) waiting?.resolve(message.answer);
  else waiting?.reject(new Error(message.failure));
});

const tell = (message: FromWorker): void => server.postMessage(message);

function ask(what: 'signature' | 'timestamp', data: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    waiting = { resolve, reject };
    tell({ ask: what, data });
  });
}

async function work(make: () => Promise<FromWorker>): Promise<void> {
  try {
    tell(await make());
  } catch (error) {
    tell({ refused: String(error) });
  }
}

/** With a timestamp if one is wanted and to be had; without it the document says so, and is sealed all the same. */
async function seal<Made extends object>(
  job: SealJob,
  make: (timestamp: TimestampOutcome) => Promise<Made>,
): Promise<Made & { timestamp: TimestampOutcome }> {
  const made = async (timestamp: TimestampOutcome) => ({ ...(await make(timestamp)), timestamp });
  if (!job.wantsTimestamp) return made('NONE');
  timestampFailed = false;
  try {
    return await made('SET');
  } catch (error) {
    if (!timestampFailed || job.needsTimestamp) throw error;
    return made('FAILED');
  }
}

/** Of the timestamp alone: whatever else fails is not to be had without one either. */
let timestampFailed = false;

const sealDocument = (job: SealingJob): Promise<FromWorker> =>
  seal(job, async (timestamp) => {
    const isApart = isEvidenceApart(job);
    const complete = await completed(isApart ? { ...job, evidence: null } : job, timestamp);
    return { ...(await signed({ ...job, found: job.original.length }, complete, timestamp)), isApart };
  });

const sealEvidence = (job: EvidenceJob): Promise<FromWorker> =>
  seal(job, async (timestamp) => {
    const told = await evidenceDocument(job.told, job.sha256, job.timestamp);
    return { ...(await signed(job, told, timestamp)), isApart: false };
  });

async function signed(
  job: SealJob & { found?: number },
  complete: Uint8Array,
  timestamp: TimestampOutcome,
): Promise<WorkedFile> {
  const pdf = await PDF.load(complete, { lenient: false });
  const bytes = await signDocument(pdf, job, {
    sign: (data) => ask('signature', data),
    ...(timestamp === 'SET' && { timestamp: stamped }),
  });
  // Opened again, as strictly as an upload: what nobody could open must not be handed out. It may be larger than one.
  const pages = readPages(await openStrictly(bytes), Infinity);
  return { sealed: bytes, pages, provedUntil: null };
}

/** Everything that a reader sees is added behind the original's bytes: signatures that it already carries stay valid. */
async function completed(job: SealingJob, timestamp: TimestampOutcome): Promise<Uint8Array> {
  const pdf = await openStrictly(job.original);
  if (!job.evidence && job.marks.length === 0) return job.original;
  const fonts = new DocumentFonts(pdf);
  const fields = new OwnFields(pdf, createHash('sha256').update(job.original).digest('hex'));
  drawMarks(pdf, readPages(pdf), job.marks, fonts, fields);
  if (job.evidence) addEvidencePages(pdf, job.evidence, timestamp, fonts);
  dropClaims(pdf);
  fields.finish();
  fonts.finish();
  return pdf.save({ incremental: true });
}

/** Only appends: what was sealed before stays as it is, byte for byte. */
async function extend({ sealed, validation, wantsTimestamp }: Extension): Promise<FromWorker> {
  const load = (bytes: Uint8Array) => PDF.load(bytes, { lenient: false });
  const stored = await addValidationStore(await load(sealed), validation);
  const bytes = wantsTimestamp ? await addDocumentTimestamp(await load(stored), stamped) : stored;
  const pages = readPages(await openStrictly(bytes), Infinity);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { sealed: bytes, pages, provedUntil: provedUntil(file), timestamp: 'SET', isApart: false };
}

async function stamped(digest: Uint8Array): Promise<Uint8Array> {
  try {
    return await ask('timestamp', digest);
  } catch (error) {
    timestampFailed = true;
    throw error;
  }
}
