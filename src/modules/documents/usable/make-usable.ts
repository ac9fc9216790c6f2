import { closedBy, refuseBrokenSignatures } from '../broken-signatures';
import { compareDocuments } from '../guard/compare-documents';
import { sentencesOf } from '../guard/finding';
import { DrawingFailed } from '../drawing/pdfium';
import { asRefusal, examine, openStrictly, type Examined } from '../examine-pdf';
import { UnreadablePdf } from '../unreadable-pdf';
import { ActiveContent } from './active-content';
import { DOCUMENT_CHANGES, type DocumentChange } from './document-change';
import { mendPageTree } from './mend-page-tree';
import { refuseXfaOnly } from './refuse-xfa-only';
import { rewritten } from './rewritten';

/** A document that can be used in the place of the upload, and how the two differ. */
export interface UsableCopy extends Examined {
  bytes: Uint8Array;
  changes: DocumentChange[];
}

/**
 * Makes a copy of an upload that cannot be used as it is: damaged, encrypted without a password, or with scripts and actions. It
 * looks the same page by page, or there is none. Throws UnreadablePdf with the reason that is left.
 *
 * What somebody has signed is never written anew: it is added to, or refused.
 */
export async function makeUsable(bytes: Uint8Array, seals?: string[]): Promise<UsableCopy> {
  const isSigned = carriesSignature(bytes);
  try {
    return await copyOf(bytes, bytes, isSigned, [], seals);
  } catch (error) {
    if (!['corrupt', 'encrypted'].includes(asRefusal(error).reason)) throw error;
  }
  const { bytes: anew, decrypted } = await rewritten(bytes);
  if (isSigned) throw new UnreadablePdf(decrypted ? 'signed_and_encrypted' : 'signed_and_damaged');
  return copyOf(bytes, anew, isSigned, [decrypted ?? { what: 'REPAIRED' }]);
}

/** A signature says where it lies in plain text, however packed the rest of the document is. */
function carriesSignature(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange');
}

/** `upload` after `done` was done to it. */
async function copyOf(
  upload: Uint8Array,
  bytes: Uint8Array,
  isSigned: boolean,
  done: DocumentChange[],
  seals?: string[],
): Promise<UsableCopy> {
  const pdf = await openStrictly(bytes);
  const active = new ActiveContent(pdf);
  if (active.find().has('XFA_REMOVED')) await refuseXfaOnly(pdf, bytes);
  const changes = [...done, ...[...active.remove()].map((what) => ({ what }))];
  const mended = !isSigned && mendPageTree(pdf);
  if (mended && !changes.some(({ what }) => what === 'REPAIRED')) changes.push({ what: 'REPAIRED' });
  if (isSigned && pdf.canSaveIncrementally() !== null) throw new UnreadablePdf('signed_and_damaged');
  const copy = changes.length > done.length || mended ? await pdf.save({ incremental: isSigned }) : bytes;
  const examined = await examineCopy(copy, upload, isSigned, seals);
  await refuseDifferent(upload, copy);
  return { bytes: copy, changes: inOrder(changes), ...examined };
}

/** The guard that looks at what is sealed looks at copies as well. */
async function refuseDifferent(original: Uint8Array, result: Uint8Array): Promise<void> {
  const findings = await compareDocuments({ original, result, as: 'COPY', marks: [] }).catch((error: unknown) => {
    throw error instanceof DrawingFailed ? new UnreadablePdf('corrupt', error.message) : error;
  });
  if (findings.length > 0) throw new UnreadablePdf('corrupt', `The copy differs: ${sentencesOf(findings)}`);
}

/** What is added to leaves its signatures as they were: they have to be in order in the upload, and to allow it. */
async function examineCopy(
  copy: Uint8Array,
  upload: Uint8Array,
  isSigned: boolean,
  seals?: string[],
): Promise<Examined> {
  if (isSigned) {
    refuseBrokenSignatures(await openStrictly(upload), upload, seals);
    if (closedBy(upload)) throw new UnreadablePdf('changes_forbidden');
  }
  return examine(await openStrictly(copy), copy, { hasAddition: isSigned });
}

const inOrder = (changes: DocumentChange[]): DocumentChange[] =>
  DOCUMENT_CHANGES.flatMap((what) => changes.filter((change) => change.what === what));
