import type { PagePointers } from './page-pointers';
import type { Pdfium } from './pdfium';

const [LINK, POPUP, WIDGET] = [2, 16, 20];
/** By the numbers that PDFium gives them (fpdf_annot.h); the others are of no interest one by one. */
const KINDS: Record<number, string> = { [LINK]: 'Link', 13: 'Stamp', [WIDGET]: 'Widget' };
const MOST_ANNOTATIONS = 20_000;
/** What is longer is compared by its beginning. */
const MOST_BYTES = 2048;

/**
 * How many annotations of each kind a page has; links are told apart by where they lead, fields by their names and values.
 * Pop-ups are part of others and not counted.
 */
export function annotationsOnPage(pdfium: Pdfium, pointers: PagePointers): Map<string, number> {
  const { api } = pdfium;
  const { page } = pointers;
  const counts = new Map<string, number>();
  const count = Math.min(api.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS);
  for (let index = 0; index < count; index++) {
    const annotation = api.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const subtype = api.FPDFAnnot_GetSubtype(annotation);
    const what =
      subtype === POPUP
        ? null
        : `${KINDS[subtype] ?? 'other annotations'}${about(pdfium, annotation, subtype, pointers)}`;
    api.FPDFPage_CloseAnnot(annotation);
    if (what !== null) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

function about(pdfium: Pdfium, annotation: number, subtype: number, { document, form }: PagePointers): string {
  const { api } = pdfium;
  if (subtype === LINK) {
    const action = api.FPDFLink_GetAction(api.FPDFAnnot_GetLink(annotation));
    return action === 0 ? '' : ` ${addressOf(pdfium, document, action)}`.trimEnd();
  }
  if (subtype !== WIDGET) return '';
  const told = (read: (buffer: number, length: number) => number) => wideText(pdfium, read);
  const name = told((buffer, length) => api.FPDFAnnot_GetFormFieldName(form, annotation, buffer, length));
  const value = told((buffer, length) => api.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length));
  return name || value ? ` ${name} ${JSON.stringify(value)}` : '';
}

/** Of actions that lead to an address; all others are without one. */
const addressOf = (pdfium: Pdfium, document: number, action: number): string =>
  pdfium.borrow(MOST_BYTES, (buffer) => {
    const length = pdfium.api.FPDFAction_GetURIPath(document, action, buffer, MOST_BYTES);
    return Buffer.from(pdfium.memory.slice(buffer, buffer + Math.max(0, Math.min(length, MOST_BYTES) - 1))).toString(
      'latin1',
    );
  });

/** UTF-16 with a zero at its end; PDFium writes nothing where there is no room. */
const wideText = (pdfium: Pdfium, read: (buffer: number, length: number) => number): string =>
  pdfium.borrow(MOST_BYTES, (buffer) => {
    const length = read(buffer, MOST_BYTES);
    if (length < 2 || length > MOST_BYTES) return '';
    return Buffer.from(pdfium.memory.slice(buffer, buffer + length - 2)).toString('utf16le');
  });
