import type { DocumentChange } from '../../documents';
import type { Identified } from './sealing-facts';

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
  /** The digest of what was signed, where it is a copy of the original. */
  copy: string;
  changes: string;
  change: Record<DocumentChange['what'], string>;
  /** Stands before what its author had forbidden. */
  forbidden: string;
  permission: Record<NonNullable<DocumentChange['forbidden']>[number], string>;
  files: string;
  pages: string;
  askedBy: string;
  credential: string;
  contact: string;
  identity: string;
  proved: string;
  codeBy: Record<'EMAIL' | 'SMS' | 'ORGANIZATION', string>;
  seenBy: Record<'PERSON' | 'ORGANIZATION_TOO', string>;
  /** How the person was identified. */
  identified: string;
  identifiedBy: Record<Identified['providerKind'], string>;
  decision: string;
  accepted: string;
  when: string;
  digest: string;
  timestamp: string;
  timestampSet: string;
  timestampFailed: string;
  timestampNone: string;
}
