import { openForDrawing } from '../drawing/drawable-document';
import type { SealMark } from '../sealing/sealing-job';
import { compareEvidence } from './compare-evidence';
import { compareObjects, UNTOLD } from './compare-objects';
import { comparePages } from './compare-pages';
import { compareExtension, compareSignatures } from './compare-signatures';
import type { Finding } from './finding';

/** What went in, what came out, and what was to become of it. */
export interface Comparison {
  original: Uint8Array;
  result: Uint8Array;
  /**
   * SEALED: marks were put into their places, pages were added behind, a seal covers it all, and nothing else is different.
   * SEALED_EARLIER: the same by an earlier version of this server, which drew marks and their letters into the pages.
   * EXTENDED: what proves its seal longer was put behind it, and nothing else.
   * COPY: it looks and reads the same, however different its bytes are.
   * EVIDENCE: the evidence of a sealed document (the original here) as a document of its own, which names it.
   */
  as: 'SEALED' | 'SEALED_EARLIER' | 'EXTENDED' | 'COPY' | 'EVIDENCE';
  /** What is to be seen in the result only. */
  marks: SealMark[];
}

/** So many pages without marks are drawn: few where their objects are known to be the same, as in a sealed document. */
const FEW = 2;
const MANY = 40;

/**
 * Looks at a document that came out of this server: does it show what went in, and beside it what was to be added? Bytes in,
 * findings out; nothing found is good. For a process of its own: it draws pages. Rejects with DrawingFailed where one
 * of the two cannot be drawn at all.
 */
export async function compareDocuments({ original, result, as, marks }: Comparison): Promise<Finding[]> {
  if (as === 'EVIDENCE') return compareEvidence(original, result);
  const touched = new Set(marks.map(({ pageIndex }) => pageIndex));
  const isAdded = as === 'SEALED' || as === 'EXTENDED';
  const objects = isAdded ? compareObjects(original, result, touched) : UNTOLD;
  const signatures = SIGNATURES[as](original, result);
  const [before, after] = [await openForDrawing(original), await openForDrawing(result)];
  try {
    const others = objects === UNTOLD ? MANY : FEW;
    const pages = comparePages(before, after, pagesToLookAt(before.pageCount, touched, others), {
      marks,
      mayAddPages: as === 'SEALED' || as === 'SEALED_EARLIER',
      mayAddLetters: as === 'SEALED_EARLIER',
    });
    return [...(objects === UNTOLD ? [] : objects), ...signatures, ...pages];
  } finally {
    before.close();
    after.close();
  }
}

const SIGNATURES = {
  SEALED: compareSignatures,
  SEALED_EARLIER: compareSignatures,
  EXTENDED: compareExtension,
  COPY: () => [],
};

/** Those with marks, and so many of the others, spread over the document. */
export function pagesToLookAt(count: number, touched: ReadonlySet<number>, others: number): number[] {
  const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !touched.has(index));
  const step = Math.max(1, (rest.length - 1) / Math.max(1, others - 1));
  const sample = Array.from({ length: Math.min(others, rest.length) }, (_, index) => rest[Math.round(index * step)]);
  return [...new Set([...touched, ...sample])].sort((a, b) => a - b);
}
