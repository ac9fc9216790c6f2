/** Why a PDF is refused. The codes are stable; the sentences are for people and may change. */
const REASONS = {
  not_base64: 'The value is neither standard base64 nor a data:application/pdf;base64 URL.',
  not_a_pdf: 'The file is not a PDF.',
  too_large: 'The PDF is larger than 10 MB.',
  too_slow: 'The PDF took longer than 10 seconds to read.',
  too_much_memory: 'The PDF needs more memory to read than this server allows.',
  corrupt:
    'The PDF is damaged or not written as the standard asks. Saving or printing it as a new PDF usually mends it.',
  encrypted: 'The PDF is encrypted. Save it without a password and without restrictions.',
  no_pages: 'The PDF has no pages.',
  too_many_pages: 'The PDF has more than 500 pages.',
  bad_page_box: 'The PDF has a page of an impossible size, crop or rotation.',
  javascript: 'The PDF contains JavaScript or actions that run by themselves.',
  launch_action: 'The PDF contains an action that starts a program.',
  embedded_files: 'The PDF contains attached files.',
  xfa_form: 'The PDF contains an XFA form, which can show something other than its pages.',
  changes_forbidden:
    'The PDF is certified as final: its certification (P=1) or a lock (P=1) forbids any further signature, and so the seal. ' +
    'Use the document as it was before, or have it certified for signatures (P=2).',
  broken_signature:
    'The PDF carries a signature that is broken, and would make what is signed here look broken. ' +
    'Upload the version as it was signed, or one without signatures.',
  changed_after_signature:
    'The PDF was changed after it was signed: who signed it before has not signed what it shows now. ' +
    'Upload the version as it was signed, or one without signatures.',
  too_many_signatures: 'The PDF carries more than 20 signatures. Upload one without signatures.',
} as const;

export type UnreadablePdfReason = keyof typeof REASONS;

/** A PDF that must not be accepted, and why, in a code for programs and a sentence for people. */
export class UnreadablePdf extends Error {
  override readonly name = 'UnreadablePdf';

  /**
   * `detail` is for the log of whoever looks into it: it may quote the file and is not shown. `about` is shown: which part of
   * the document it is, and what is the matter with it.
   */
  constructor(
    readonly reason: UnreadablePdfReason,
    readonly detail?: string,
    readonly about?: string,
  ) {
    super(about ? `${REASONS[reason]} ${about}` : REASONS[reason]);
  }
}
