/** A way in which a document that came out is not the one that went in. */
export interface Finding {
  rule:
    /** Pages are missing, or are another size. */
    | 'pages'
    /** A page looks different where nothing was to change. */
    | 'changed'
    /** A mark is not seen in its place, or not wholly. */
    | 'mark'
    /** Letters of a page are missing or different. */
    | 'text'
    /** Links, fields or other annotations are missing. */
    | 'annotations'
    /** Something was rewritten that was only to be added to. */
    | 'objects'
    /** A signature that was there before is not good any more. */
    | 'earlier_signature'
    /** The seal is missing, not good, or does not cover the document. */
    | 'seal';
  /** From 1; absent where it is about the document. */
  page?: number;
  detail: string;
}

/** `page 3: 120 pixels changed outside the places` */
export const sentenceOf = ({ page, detail }: Finding): string =>
  page === undefined ? detail : `page ${page}: ${detail}`;

const MOST_SENTENCES = 5;

/** A few of them in one line, for people. */
export const sentencesOf = (findings: Finding[]): string =>
  [
    ...findings.slice(0, MOST_SENTENCES).map(sentenceOf),
    ...(findings.length > MOST_SENTENCES ? [`and ${findings.length - MOST_SENTENCES} more`] : []),
  ].join('; ');
