import type { StoredField } from '../resources';
import type { AskedPlace } from './asked-credentials';
import type { CredentialStatus } from './credential-status';

/** How the person who decides was recognised: by a code, sent where, and who else could have known it. */
export interface ContactProof {
  contact: string;
  codeChannel: 'EMAIL' | 'SMS' | 'ORGANIZATION';
  codeSeenBy: 'PERSON' | 'ORGANIZATION_TOO';
}

/** What stands in a place of a document. */
export interface DecidedMark {
  placeId: string;
  kind: 'DRAWN' | 'TYPED' | 'UPLOADED' | 'TEXT' | 'DATE' | 'CHECK';
  text: string | null;
  image: Buffer | null;
}

/** One person's decisions of one request, made at once. */
export interface NewDecisions extends ContactProof {
  requestId: string;
  subjectId: string;
  entryId: string;
  pageLanguage: string;
  contentLanguage: string;
  decidedAt: Date;
}

export interface NewDecision {
  credentialId: string;
  action: 'ACCEPT' | 'REJECT';
  reason: string | null;
  answers: StoredField[] | null;
  /** Where this person was to sign and fill in; null unless it is a DOCUMENT. */
  placements: Omit<AskedPlace, 'credentialId'>[] | null;
  /** Of what was shown, computed again when it was decided. */
  digest: Buffer;
  marks: DecidedMark[];
  /** What the credential becomes by it. */
  becomes: CredentialStatus;
}

/** A decision of anybody in a request. */
export interface StoredDecision {
  id: string;
  credentialId: string;
  subjectId: string;
  action: 'ACCEPT' | 'REJECT';
  reason: string | null;
  answers: StoredField[] | null;
  digest: Buffer;
  decidedAt: Date;
  withdrawnAt: Date | null;
}
