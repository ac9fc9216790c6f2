import { TooManyPdfsWaiting, UnreadablePdf, type UnreadablePdfReason } from '../../documents';
import type { AnswerError, FileRule } from './answering';

/** What a person would have to do about it, of every way in which a PDF can be refused. */
const RULES: Record<UnreadablePdfReason, FileRule> = {
  too_large: 'too_large',
  not_a_pdf: 'not_a_pdf',
  not_base64: 'not_a_pdf',
  encrypted: 'protected',
  changes_forbidden: 'protected',
  too_many_pages: 'too_many_pages',
  javascript: 'active',
  launch_action: 'active',
  embedded_files: 'active',
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

const OTHER_RULES: AnswerError['rule'][] = ['required', 'number', 'date', 'url', 'option', 'too_long'];

/** Whether an answer is wrong because of a file that was not taken. */
export const isFileRule = (rule: AnswerError['rule']): boolean => !OTHER_RULES.includes(rule);
