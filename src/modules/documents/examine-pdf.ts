import { PDF, SecurityError } from '@libpdf/core';
import { closedBy, refuseBrokenSignatures } from './broken-signatures';
import { refuseForbiddenContent } from './forbidden-content';
import { readPages } from './page-tree';
import { PageBox } from './pdf-reading';
import { UnreadablePdf } from './unreadable-pdf';

/** Parses to the letter, without the guessing that lets two programs see two documents in one file. */
export async function openStrictly(bytes: Uint8Array): Promise<PDF> {
  const pdf = await PDF.load(bytes, { lenient: false });
  if (pdf.isEncrypted) throw new UnreadablePdf('encrypted');
  return pdf;
}

/** The pages of a document that may be accepted; throws why it may not. */
export function examine(pdf: PDF, bytes: Uint8Array, seals?: string[]): PageBox[] {
  const pages = readPages(pdf);
  refuseForbiddenContent(pdf);
  refuseBrokenSignatures(pdf, bytes, seals);
  const closed = closedBy(bytes);
  return closed ? pages.map((page) => ({ ...page, closed })) : pages;
}

/** Whatever goes wrong inside the parser is the document's doing: nothing else is going on there. */
export function asRefusal(error: unknown, bytes: Uint8Array): UnreadablePdf {
  if (error instanceof UnreadablePdf && error.reason !== 'corrupt') return error;
  if (error instanceof SecurityError || namesEncryption(bytes)) return new UnreadablePdf('encrypted', String(error));
  return error instanceof UnreadablePdf ? error : new UnreadablePdf('corrupt', String(error).slice(0, 200));
}

/** Where object streams are encrypted, parsing fails before the library can tell why. The word itself never is. */
function namesEncryption(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/Encrypt');
}
