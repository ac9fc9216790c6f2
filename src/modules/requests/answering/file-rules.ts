import { TooManyPdfsWaiting, UnreadablePdf, type DocumentChange, type UnreadablePdfReason } from '../../documents';
import type { AnswerError, FileRule } from './answering';

/** What a person would have to do about it, of every way in which a PDF can be refused. */
const RULES: Record<UnreadablePdfReason, FileRule> = {
  too_large: 'too_large',
  not_a_pdf: 'not_a_pdf',
  not_base64: 'not_a_pdf',
  encrypted: 'protected',
  password: 'protected',
  public_key_encryption: 'protected',
  signed_and_encrypted: 'protected',
  signed_and_damaged: 'damaged',
  changes_forbidden: 'protected',
  too_many_pages: 'too_many_pages',
  active_content: 'active',
  embedded_program: 'active',
  too_many_files: 'active',
  xfa_form: 'active',
  corrupt: 'damaged',
  no_pages: 'damaged',
  bad_page_box: 'damaged',
  broken_signature: 'damaged',
  changed_after_signature: 'damaged',
  too_many_signatures: 'damaged',
  too_slow: 'damaged',
  too_much_memory: 'damaged',
};

/** Why a file was not taken; what is not the file's doing is thrown on. */
export function ruleBehind(error: unknown): FileRule {
  if (error instanceof UnreadablePdf) return RULES[error.reason];
  if (error instanceof TooManyPdfsWaiting) return 'busy';
  throw error;
}

/** The same of a file that would have to be changed. */
export function ruleBehindChanges(changes: DocumentChange[]): FileRule {
  const done = changes.map(({ what }) => what);
  if (done.includes('DECRYPTED')) return 'protected';
  return done.every((what) => what === 'REPAIRED') ? 'damaged' : 'active';
}

const OTHER_RULES: AnswerError['rule'][] = ['required', 'number', 'date', 'url', 'option', 'too_long'];

/** Whether an answer is wrong because of a file that was not taken. */
export const isFileRule = (rule: AnswerError['rule']): boolean => !OTHER_RULES.includes(rule);
