/** The program of a child process that reads one PDF after another for `pdf-reader.ts`, and makes usable what can be. */
import { createHash } from 'node:crypto';
import { answerQuestions } from './answer-questions';
import { boundInflation } from './bounded-inflation';
import { asRefusal, examine, openStrictly } from './examine-pdf';
import type { PdfAnswer, PdfQuestion } from './pdf-reading';
import type { UnreadablePdfReason } from './unreadable-pdf';
import { makeUsable } from './usable/make-usable';

const MAX_INFLATED_BYTES = 64 * 1024 * 1024;
/** Beside V8's heap: pages are drawn, and copies held against what was given. */
const MOST_MEGABYTES = 768;
/** What a copy may be without. */
const MENDABLE: UnreadablePdfReason[] = ['corrupt', 'encrypted', 'active_content'];

const renewInflationBudget = boundInflation(MAX_INFLATED_BYTES);

answerQuestions<PdfQuestion, PdfAnswer>(MOST_MEGABYTES, async ({ bytes, seals }) => {
  // A plain view: Buffer overrides some of Uint8Array's methods, and the parser expects the originals.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await read(plain, seals);
  } catch (error) {
    const { reason, detail, about } = asRefusal(error);
    return { refused: reason, detail, about };
  }
});

async function read(given: Uint8Array, seals?: string[]): Promise<PdfAnswer> {
  renewInflationBudget();
  const originalSha256 = sha256Of(given);
  try {
    const known = examine(await openStrictly(given), given, { seals });
    return { reading: { sha256: originalSha256, size: given.length, changes: [], ...known }, originalSha256 };
  } catch (error) {
    if (!MENDABLE.includes(asRefusal(error).reason)) throw error;
  }
  renewInflationBudget();
  const { bytes: copy, ...known } = await makeUsable(given, seals);
  return { reading: { sha256: sha256Of(copy), size: copy.length, ...known }, copy, originalSha256 };
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
