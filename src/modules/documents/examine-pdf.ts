import { PDF, SecurityError } from '@libpdf/core';
import { closedBy, refuseBrokenSignatures } from './broken-signatures';
import { refuseForbiddenContent } from './forbidden-content';
import { readPages } from './page-tree';
import { PageBox } from './pdf-reading';
import { UnreadablePdf } from './unreadable-pdf';
import type { EmbeddedFile } from './usable/document-change';
import { embeddedFiles } from './usable/embedded-files';

/** What is known of a document that may be accepted. */
export interface Examined {
  pages: PageBox[];
  embeddedFiles: EmbeddedFile[];
}

/** What is known of a document before it is examined. */
export interface Upload {
  /** SHA-256 (in hex) of the certificates that documents are sealed under here. */
  seals?: string[];
  /** This server has added to what was signed before, which was looked at by itself. */
  hasAddition?: boolean;
}

/** Parses to the letter, without the guessing that lets two programs see two documents in one file. */
export async function openStrictly(bytes: Uint8Array): Promise<PDF> {
  const pdf = await PDF.load(bytes, { lenient: false });
  if (pdf.isEncrypted) throw new UnreadablePdf('encrypted');
  return pdf;
}

/** The pages of a document that may be accepted, and the files it carries; throws why it may not. */
export function examine(pdf: PDF, bytes: Uint8Array, { seals, hasAddition = false }: Upload = {}): Examined {
  const pages = readPages(pdf);
  const files = embeddedFiles(pdf);
  refuseForbiddenContent(pdf);
  if (!hasAddition) refuseBrokenSignatures(pdf, bytes, seals);
  const closed = closedBy(bytes);
  return { pages: closed ? pages.map((page) => ({ ...page, closed })) : pages, embeddedFiles: files };
}

/** Whatever goes wrong inside the parser is the document's doing: nothing else is going on there. */
export function asRefusal(error: unknown): UnreadablePdf {
  if (error instanceof UnreadablePdf) return error;
  if (error instanceof SecurityError) return new UnreadablePdf('encrypted', String(error));
  return new UnreadablePdf('corrupt', String(error).slice(0, 200));
}
