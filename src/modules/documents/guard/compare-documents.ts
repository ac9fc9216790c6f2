import { openForDrawing } from '../drawing';
import type { SealMark } from '../sealing/sealing-job';
import { compareObjects } from './compare-objects';
import { comparePages } from './compare-pages';
import { compareSignatures } from './compare-signatures';
import type { Finding } from './finding';

/** What went in, what came out, and what was to become of it. */
export interface Comparison {
  original: Uint8Array;
  result: Uint8Array;
  /**
   * SEALED: marks were put into their places, pages were added behind, a seal covers it all, and nothing else is different.
   * COPY: it looks and reads the same, however different its bytes are.
   */
  as: 'SEALED' | 'COPY';
  /** What is to be seen in the result only. */
  marks: SealMark[];
}

/** Of pages without marks: in a sealed document their objects are the same, in a copy nothing else holds them. */
const LOOKED_AT = { SEALED: 2, COPY: 40 };

/**
 * Looks at a document that came out of this server: does it show what went in, and beside it what was to be added? Bytes in,
 * findings out; nothing found is good. For a process of its own: it draws pages. Rejects with DrawingFailed where one
 * of the two cannot be drawn at all.
 */
export async function compareDocuments({ original, result, as, marks }: Comparison): Promise<Finding[]> {
  const isSealed = as === 'SEALED';
  const touched = new Set(marks.map(({ pageIndex }) => pageIndex));
  const structure = isSealed
    ? [...compareObjects(original, result, touched), ...compareSignatures(original, result)]
    : [];
  const [before, after] = [await openForDrawing(original), await openForDrawing(result)];
  try {
    const indexes = pagesToLookAt(before.pageCount, touched, LOOKED_AT[as]);
    return [...structure, ...comparePages(before, after, indexes, marks)];
  } finally {
    before.close();
    after.close();
  }
}

/** Those with marks, and so many of the others, spread over the document. */
export function pagesToLookAt(count: number, touched: ReadonlySet<number>, others: number): number[] {
  const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !touched.has(index));
  const step = Math.max(1, (rest.length - 1) / Math.max(1, others - 1));
  const sample = Array.from({ length: Math.min(others, rest.length) }, (_, index) => rest[Math.round(index * step)]);
  return [...new Set([...touched, ...sample])].sort((a, b) => a - b);
}
