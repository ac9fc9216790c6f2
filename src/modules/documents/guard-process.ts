/**
 * The program of a child process that compares documents for `document-guard.ts`, one pair after another. Like the reader's
 * it has no environment and no secrets, and lives as long as the channel to the server does.
 */
import { answerQuestions } from './answer-questions';
import { compareDocuments, type Comparison } from './guard/compare-documents';
import type { GuardAnswer } from './guard/document-guard';

const MOST_MEGABYTES = 1024;

answerQuestions<Comparison, GuardAnswer>(MOST_MEGABYTES, async ({ original, result, ...rest }) => {
  try {
    return { findings: await compareDocuments({ original: plain(original), result: plain(result), ...rest }) };
  } catch (error) {
    return { failed: String(error instanceof Error ? error.message : error).slice(0, 200) };
  }
});

/** A plain view: Buffer overrides some of Uint8Array's methods. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
