import { DrawingFailed, Pdfium } from '../drawing/pdfium';
import { UnreadablePdf } from '../unreadable-pdf';
import { FORBIDDABLE, type DocumentChange } from './document-change';

/** A document as PDFium understands it, written anew: without encryption, with a true table of its objects. */
export interface Rewritten {
  bytes: Uint8Array;
  /** Undefined unless it was encrypted. */
  decrypted?: DocumentChange;
}

const REMOVE_SECURITY = 3;
/** By bit of /P (ISO 32000-2, table 22). */
const PERMISSION_BITS: Record<(typeof FORBIDDABLE)[number], number> = {
  PRINTING: 3,
  CHANGING: 4,
  COPYING: 5,
  ANNOTATING: 6,
  FILLING_IN: 9,
  ASSEMBLING: 11,
};

/**
 * Writes a document anew that every viewer opens, but that is damaged, or encrypted without a password. Throws UnreadablePdf where
 * it takes a password or a certificate, and where nothing can be made out.
 */
export async function rewritten(bytes: Uint8Array): Promise<Rewritten> {
  const pdfium = await Pdfium.loaded();
  return pdfium.guard(() => pdfium.borrow(Math.max(1, bytes.length), (file) => rewrite(pdfium, bytes, file)));
}

function rewrite(pdfium: Pdfium, bytes: Uint8Array, file: number): Rewritten {
  const { api } = pdfium;
  pdfium.memory.set(bytes, file);
  const document = api.FPDF_LoadMemDocument(file, bytes.length, '');
  if (document === 0) throw refusal(pdfium.whyNotOpened(), bytes);
  try {
    const isEncrypted = api.FPDF_GetSecurityHandlerRevision(document) >= 0;
    const forbidden = isEncrypted ? forbiddenBy(api.FPDF_GetDocUserPermissions(document)) : [];
    const decrypted: DocumentChange = { what: 'DECRYPTED', ...(forbidden.length > 0 && { forbidden }) };
    return { bytes: withBoxesAsTheyWere(savedCopy(pdfium, document)), ...(isEncrypted && { decrypted }) };
  } finally {
    api.FPDF_CloseDocument(document);
  }
}

function savedCopy(pdfium: Pdfium, document: number): Uint8Array {
  const { api } = pdfium;
  const writer = api.PDFiumExt_OpenFileWriter();
  try {
    if (!api.FPDF_SaveAsCopy(document, writer, REMOVE_SECURITY))
      throw new UnreadablePdf('corrupt', 'PDFium cannot write it');
    const size = api.PDFiumExt_GetFileWriterSize(writer);
    return pdfium.borrow(size, (pointer) => {
      api.PDFiumExt_GetFileWriterData(writer, pointer, size);
      return pdfium.memory.slice(pointer, pointer + size);
    });
  } finally {
    api.PDFiumExt_CloseFileWriter(writer);
  }
}

/** The boxes of pages, as PDFium writes them: uncompressed, their numbers as floats of 32 bits (595.2 is 595.20001). */
const BOXES = /(?<=\/(?:Media|Crop|Bleed|Trim|Art)Box\s*\[)[-\d.\s]+(?=\])/g;

/** The numbers of boxes without what a float added, at their places: a box that is a hair wider is a pixel more of a page. */
function withBoxesAsTheyWere(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const mended = file.replace(BOXES, (numbers) =>
    numbers.replace(/[-\d.]+/g, (number) => String(Number(Number(number).toFixed(3))).padEnd(number.length)),
  );
  return mended.length === file.length ? new Uint8Array(Buffer.from(mended, 'latin1')) : bytes;
}

const forbiddenBy = (permissions: number): (typeof FORBIDDABLE)[number][] =>
  FORBIDDABLE.filter((what) => (permissions & (1 << (PERMISSION_BITS[what] - 1))) === 0);

function refusal(failed: DrawingFailed, bytes: Uint8Array): UnreadablePdf {
  if (failed.reason !== 'PASSWORD') return new UnreadablePdf('corrupt', failed.message);
  const isForCertificates = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('Adobe.PubSec');
  return new UnreadablePdf(isForCertificates ? 'public_key_encryption' : 'password');
}
