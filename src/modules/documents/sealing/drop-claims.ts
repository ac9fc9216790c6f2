import { type PDF, PdfName, PdfRef, PdfStream } from '@libpdf/core';

/** The properties by which a document says that it is PDF/A or PDF/UA, as elements and as attributes. */
const ELEMENTS = /<(pdfaid|pdfuaid):(\w+)>[^<]*<\/\1:\2>/g;
const ATTRIBUTES = /\s(?:pdfaid|pdfuaid):\w+=(?:"[^"]*"|'[^']*')/g;

/**
 * Takes back that a document is PDF/A or PDF/UA: what is added is neither tagged nor made for its output intent, so that the claim
 * would be untrue. The original, which the sealed file begins with, still makes it.
 */
export function dropClaims(pdf: PDF): void {
  const metadata = pdf.context.catalog.getDict().get('Metadata');
  const stream = metadata instanceof PdfRef ? pdf.context.resolve(metadata) : metadata;
  if (!(stream instanceof PdfStream)) return;
  const before = Buffer.from(stream.getDecodedData()).toString('latin1');
  const after = before.replace(ELEMENTS, '').replace(ATTRIBUTES, '');
  if (after === before) return;
  for (const key of ['Filter', 'DecodeParms']) stream.delete(PdfName.of(key));
  stream.setData(new Uint8Array(Buffer.from(after, 'latin1')));
}
