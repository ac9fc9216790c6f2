import { constants, inflateSync } from 'node:zlib';
import { PdfArray, PdfName, PdfObject, PdfStream } from '@libpdf/core';
import { UnreadablePdf } from './unreadable-pdf';

/**
 * The library inflates object streams and cross-reference streams whole and without a limit, into memory that does not
 * count against V8's heap: 10 kB can ask for 10 MB, 10 MB for 10 GB. This measures each one first (and stops measuring at
 * the limit). Nothing else is inflated while a document is read.
 *
 * Answers with a function that gives the next document its budget.
 */
export function boundInflation(maxBytes: number): () => void {
  let budget = maxBytes;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the stream it is asked for, two lines below
  const decode = PdfStream.prototype.getDecodedData;
  PdfStream.prototype.getDecodedData = function (this: PdfStream) {
    budget -= inflatedSize(this, budget);
    return decode.call(this);
  };
  return () => (budget = maxBytes);
}

function inflatedSize(stream: PdfStream, budget: number): number {
  const filter = stream.get('Filter');
  const filters = filter instanceof PdfArray ? filter.toArray() : filter ? [filter] : [];
  if (filters.length === 0) return 0;
  if (filters.length > 1 || !isFlate(filters[0])) {
    throw new UnreadablePdf('corrupt', 'an object stream that is not simply deflated');
  }
  try {
    // Some writers end a stream with a flush instead of an end mark.
    const finishFlush = constants.Z_SYNC_FLUSH;
    return inflateSync(stream.data, { maxOutputLength: Math.max(1, budget), finishFlush }).length;
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new UnreadablePdf(tooLarge ? 'too_much_memory' : 'corrupt', String(error));
  }
}

function isFlate(filter: PdfObject): boolean {
  return filter instanceof PdfName && filter.value === 'FlateDecode';
}
