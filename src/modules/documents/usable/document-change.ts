/** What may be done to an upload so that it can be used. */
export const DOCUMENT_CHANGES = ['REPAIRED', 'DECRYPTED', 'SCRIPTS_REMOVED', 'XFA_REMOVED', 'ACTIONS_REMOVED'] as const;

/** What the permissions of an encrypted PDF can forbid. */
export const FORBIDDABLE = ['PRINTING', 'CHANGING', 'COPYING', 'ANNOTATING', 'FILLING_IN', 'ASSEMBLING'] as const;

/** One thing that was done to an upload. */
export interface DocumentChange {
  what: (typeof DOCUMENT_CHANGES)[number];
  /** DECRYPTED only: what its author had forbidden, if anything. */
  forbidden?: (typeof FORBIDDABLE)[number][];
}

/** A file that a PDF carries. */
export interface EmbeddedFile {
  name: string;
  /** In bytes as it lies in the PDF; null where nobody has said. */
  size: number | null;
}
