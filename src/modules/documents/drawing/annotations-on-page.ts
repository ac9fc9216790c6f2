import type { Pdfium } from './pdfium';

/** By the numbers that PDFium gives them (fpdf_annot.h); the others are of no interest one by one. */
const KINDS: Record<number, string> = { 2: 'Link', 13: 'Stamp', 20: 'Widget' };
const POPUP = 16;
const MOST_ANNOTATIONS = 20_000;

/** How many annotations of each kind a page (PDFium's handle of it) has. Pop-ups are part of others and not counted. */
export function annotationsOnPage(pdfium: Pdfium, page: number): Map<string, number> {
  const { api } = pdfium;
  const counts = new Map<string, number>();
  const count = Math.min(api.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS);
  for (let index = 0; index < count; index++) {
    const annotation = api.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const subtype = api.FPDFAnnot_GetSubtype(annotation);
    api.FPDFPage_CloseAnnot(annotation);
    if (subtype === POPUP) continue;
    const kind = KINDS[subtype] ?? 'other annotations';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
