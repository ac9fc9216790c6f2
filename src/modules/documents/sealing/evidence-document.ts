import { PDF } from '@libpdf/core';
import { isSignedAlready } from '../broken-signatures';
import { DocumentFonts } from './document-fonts';
import { addEvidencePages } from './evidence-pages';
import type { EvidencePages, SealingJob, TimestampOutcome } from './sealing-job';

/**
 * Whether the evidence is a document of its own: behind the signatures of others pages would change what they have signed, and
 * what they certified. Where a mark is put on a page it is changed anyway, as it was asked.
 */
export const isEvidenceApart = ({ evidence, marks, original }: SealingJob): boolean =>
  evidence !== null && marks.length === 0 && isSignedAlready(original);

/** The pages of evidence as a document, which names the sealed one by its digest. Not signed yet. */
export function evidenceDocument(
  told: EvidencePages,
  sha256: string,
  timestamp: TimestampOutcome,
): Promise<Uint8Array> {
  const pdf = PDF.create();
  const [about = { heading: told.title, rows: [] }, ...people] = told.sections;
  const named = { ...about, rows: [...about.rows, [told.apart.label, sha256] satisfies [string, string]] };
  const apart = { ...told, introduction: told.apart.introduction, sections: [named, ...people] };
  const fonts = new DocumentFonts(pdf);
  addEvidencePages(pdf, apart, timestamp, fonts);
  fonts.finish();
  return pdf.save();
}
