/** Why a PDF is refused. The codes are stable; the sentences are for people and may change. */
const REASONS = {
  not_base64: 'The value is neither standard base64 nor a data:application/pdf;base64 URL.',
  not_a_pdf: 'The file is not a PDF.',
  too_large: 'The PDF is larger than 10 MB.',
  too_slow: 'The PDF takes more than 10 seconds of computing time to read.',
  too_much_memory: 'The PDF needs more memory to read than this server allows.',
  corrupt:
    'The PDF is damaged, and cannot be mended without a change of what it shows. Saving or printing it as a new PDF usually mends it.',
  encrypted: 'The PDF is encrypted. Save it without a password and without restrictions.',
  password: 'The PDF opens with a password only. Save it without a password.',
  public_key_encryption: 'The PDF is encrypted for certificates of certain people. Save it without encryption.',
  signed_and_encrypted:
    'The PDF is encrypted and carries a signature, which would break if the encryption were removed. ' +
    'Upload a version without encryption or one without signatures.',
  signed_and_damaged:
    'The PDF is damaged and carries a signature, which would break if the file were mended. ' +
    'Upload the version as it was signed, or one without signatures.',
  no_pages: 'The PDF has no pages.',
  too_many_pages: 'The PDF has more than 500 pages.',
  bad_page_box: 'The PDF has a page of an impossible size, crop or rotation.',
  active_content: 'The PDF contains scripts, an XFA form, or actions that run by themselves or leave the document.',
  embedded_program: 'The PDF carries a program or a script as an attached file. Remove it.',
  too_many_files: 'The PDF carries more than 100 attached files.',
  xfa_form:
    'The PDF is an XFA form without pages of its own: it shows its content in a few programs only. ' +
    'Print or save it as a PDF without XFA.',
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
