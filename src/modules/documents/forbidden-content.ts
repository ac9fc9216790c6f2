import { PDF, PdfArray, PdfNumber } from '@libpdf/core';
import { UnreadablePdf } from './unreadable-pdf';
import { ActiveContent } from './usable/active-content';
import { PdfWalk } from './usable/pdf-walk';

/**
 * Refuses a document that does something by itself, or shows something other than its pages. Looks at every
 * dictionary that can be reached from the trailer, not only where such things usually stand: an action can hang on an outline
 * entry, a form field, a page, or the next action of an action.
 */
export function refuseForbiddenContent(pdf: PDF): void {
  const active = [...new ActiveContent(pdf).find()];
  if (active.length > 0) throw new UnreadablePdf('active_content', active.join(', '));
}

/** Where each signature that the document leads to leaves out its own place: the second number of its `/ByteRange`. */
export function gapsOfSignatures(pdf: PDF): number[] {
  const walk = new PdfWalk(pdf);
  return [...walk.everyDictionary()].flatMap((dictionary) => {
    const range = walk.value(dictionary, 'ByteRange');
    const gap = range instanceof PdfArray ? walk.follow(range.at(1)) : undefined;
    return range ? [gap instanceof PdfNumber ? gap.value : NaN] : [];
  });
}
