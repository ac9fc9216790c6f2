import { chainsOfSeal } from '../../../verifier/checking/pdf';
import type { SealedDocuments } from '../sealed-documents';
import type { SealedDocument, TimestampService } from '../sealing-job';
import { gatherValidationData } from './validation-data';

/** How far a seal is proved (PAdES baseline, EN 319 142-1): by itself, with a timestamp, for long, and for as long as it is renewed. */
export type SealLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export const isLongTerm = (level: SealLevel | undefined): boolean => level === 'B-LT' || level === 'B-LTA';

/**
 * Takes a sealed document with a timestamp to B-LT or B-LTA. What proves its certificates is fetched here, in the server's
 * process, and put behind it on the worker. Rejects in words for an administrator when something is not to be had.
 */
export async function raiseLevel(
  documents: SealedDocuments,
  sealed: Buffer,
  level: SealLevel,
  timestampService: TimestampService,
): Promise<SealedDocument> {
  const validation = await gatherValidationData(chainsOfSeal(sealed));
  return documents.extend({ sealed, validation, wantsTimestamp: level === 'B-LTA', timestampService });
}
