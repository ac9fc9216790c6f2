/** The forms of a phrase that depend on `{n}`, by the language's own categories; `other` is the one that always exists. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/**
 * What the viewer and the signing say, on the page and in its scripts: free of types of the server, so that both can read
 * it. `{n}` and `{of}` are numbers. `Kind` is the kind of a place to sign.
 */
export interface SignWords<Kind extends string = string> {
  openDocument: string;
  /** Stands before the names of the files that a PDF carries. */
  carriesFiles: string;
  page: string;
  pageText: string;
  noText: string;
  /** Above a page whose picture lacks something, before the way to the file. */
  notWhole: string;
  /** Before a choice, and before the names of the pages. */
  notWholeBefore: string;
  failed: string;
  zoomIn: string;
  zoomOut: string;
  title: string;
  kinds: Record<Kind, string>;
  /** Of several of a kind on one page: `{kind}` is its name. */
  ofSeveral: string;
  onPage: string;
  /** `{place}` on `{page}`, as the phrases above make them. */
  place: string;
  typeName: string;
  typeInitials: string;
  typedCounts: string;
  draw: string;
  drawHint: string;
  type: string;
  style: string;
  upload: string;
  uploadHint: string;
  uploadFailed: string;
  /** The paper cannot be taken away, or nothing is left without it. */
  uploadUnclear: string;
  undo: string;
  clear: string;
  use: string;
  cancel: string;
  change: string;
  next: string;
  left: string;
  allFilled: string;
  /** Only what is optional is empty, by how many: the language's own forms. */
  requiredFilled: Forms;
  empty: string;
  /** In this place it could not be read. */
  tooLong: string;
  /** `{letters}` are those that no document of ours can show. */
  letters: string;
  /** The same, of a signature or initials. */
  lettersOfMark: string;
}

/** A hand to sign in, and its letters as the inside of a character class of a regular expression (flag `u`). */
export interface SigningHand {
  name: string;
  letters: string;
}
