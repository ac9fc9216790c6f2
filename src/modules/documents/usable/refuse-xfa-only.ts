import { PdfArray, PdfBool, type PDF } from '@libpdf/core';
import { openForDrawing } from '../drawing/drawable-document';
import { UnreadablePdf } from '../unreadable-pdf';
import { PdfWalk } from './pdf-walk';

/** What Adobe's forms show wherever XFA is not understood. */
const STAND_IN = /please\s*wait\.{3}\s*if\s*this\s*message\s*is\s*not\s*eventually\s*replaced/i;

/**
 * An XFA form may have a static form beside it, with the same pages and fields: then XFA can go. Throws UnreadablePdf where the pages
 * only stand in for a form that a program has to build.
 */
export async function refuseXfaOnly(pdf: PDF, bytes: Uint8Array): Promise<void> {
  const walk = new PdfWalk(pdf);
  const fields = walk.value(walk.dictionary(walk.catalog, 'AcroForm'), 'Fields');
  const hasFields = fields instanceof PdfArray && fields.length > 0;
  const needsRendering = walk.value(walk.catalog, 'NeedsRendering');
  const isBuilt = needsRendering instanceof PdfBool && needsRendering.value;
  if (!hasFields || isBuilt || STAND_IN.test(await firstText(bytes))) throw new UnreadablePdf('xfa_form');
}

async function firstText(bytes: Uint8Array): Promise<string> {
  const document = await openForDrawing(bytes);
  try {
    return document.pageCount === 0 ? '' : document.page(0).text().text;
  } finally {
    document.close();
  }
}
