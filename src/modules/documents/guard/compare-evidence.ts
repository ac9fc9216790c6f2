import { createHash } from 'node:crypto';
import { openForDrawing, type DrawableDocument } from '../drawing/drawable-document';
import { reasonOfEvidence } from '../sealing/evidence-names';
import { requireSeal } from './compare-signatures';
import type { Finding } from './finding';

const DPI = 36;
/** Of 255: lighter is paper. */
const INK = 200;

/** The evidence of a sealed document names it, in print and in its signature, is sealed itself, and each of its pages is drawn wholly. */
export async function compareEvidence(document: Uint8Array, evidence: Uint8Array): Promise<Finding[]> {
  const sha256 = createHash('sha256').update(document).digest('hex');
  const isNamed = Buffer.from(evidence.buffer, evidence.byteOffset, evidence.byteLength).includes(
    reasonOfEvidence(sha256),
  );
  const drawn = await openForDrawing(evidence);
  try {
    return [
      ...requireSeal(evidence),
      ...(isNamed ? [] : [{ rule: 'seal' as const, detail: `its signature does not name the document ${sha256}` }]),
      ...flawsOfPages(drawn, sha256),
    ];
  } finally {
    drawn.close();
  }
}

function flawsOfPages(evidence: DrawableDocument, sha256: string): Finding[] {
  const pages = Array.from({ length: evidence.pageCount }, (_, index) => evidence.page(index));
  const flaws = pages.flatMap((page, index): Finding[] => {
    const { rgba } = page.draw({ dpi: DPI });
    if (!rgba.some((value, at) => at % 4 !== 3 && value < INK))
      return [{ rule: 'changed', page: index + 1, detail: 'nothing is to be seen on it' }];
    return page.missing().length > 0 ? [{ rule: 'text', page: index + 1, detail: 'not all of it is drawn' }] : [];
  });
  const isPrinted = pages.some((page) => page.letters().replace(/\s/g, '').includes(sha256));
  return isPrinted ? flaws : [...flaws, { rule: 'text', detail: `it does not say the digest ${sha256}` }];
}
