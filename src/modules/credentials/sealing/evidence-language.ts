/** What the evidence page says, in one language. A phrase that is missing does not compile. */
export interface EvidenceWords {
  /** BCP 47. */
  tag: string;
  direction: 'ltr' | 'rtl';
  title: string;
  introduction: (organization: string) => string;
  /** Where the evidence is a document of its own. */
  introductionApart: (organization: string) => string;
  check: string;
  document: string;
  name: string;
  original: string;
  /** The document as it was sealed. */
  sealed: string;
  pages: string;
  askedBy: string;
  credential: string;
  contact: string;
  identity: string;
  proved: string;
  codeBy: Record<'EMAIL' | 'SMS' | 'ORGANIZATION', string>;
  seenBy: Record<'PERSON' | 'ORGANIZATION_TOO', string>;
  decision: string;
  accepted: string;
  when: string;
  digest: string;
  timestamp: string;
  timestampSet: string;
  timestampFailed: string;
  timestampNone: string;
}
