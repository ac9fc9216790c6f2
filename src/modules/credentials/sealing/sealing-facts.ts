import type { ResourceType, StoredField } from '../../resources';
import type { StatusReason } from '../credential-status';

/** How a person was identified, where the security level asked for it: how sure it is, and nothing that names the person. */
export interface Identified {
  basis: 'ON_FILE' | 'VERIFICATION' | 'PLATFORM';
  provider: string;
  providerKind: 'ON_FILE' | 'SCRIPTED' | 'OIDC' | 'WALLET' | 'REVIEW';
  /** ISO 8601. */
  verifiedAt: string;
  issuer?: string;
  acr?: string;
  trustFramework?: string;
  assuranceLevel?: string;
  assertedAt?: string;
  documentCountry?: string;
  documentType?: string;
  nothingToMatch?: true;
}

/** One person's decision, as it is sealed. */
export interface SealedDecision {
  id: string;
  subjectDid: string;
  contactType: 'EMAIL' | 'PHONE';
  action: 'ACCEPT' | 'REJECT';
  reason: string | null;
  /** FORM: the fields with their answers as values. */
  answers: StoredField[] | null;
  /** SHA-256 of what was shown, in hex: the digest that was fixed when the request was made. */
  digest: string;
  /** SHA-256 of the last look, whose button made this decision, in hex; null for decisions made before there was one. */
  shownDigest: string | null;
  /** How the contact was proved, and who else saw the code. */
  codeChannel: 'EMAIL' | 'SMS' | 'ORGANIZATION';
  codeSeenBy: 'PERSON' | 'ORGANIZATION_TOO';
  /** Null for CONTACT. */
  identified: Identified | null;
  pageLanguage: string;
  contentLanguage: string;
  decidedAt: Date;
}

/** Why a credential ended before everybody had answered, and when. */
export interface EndedUndecided {
  reason: StatusReason;
  at: Date;
}

/** A closed credential with everything that its proof speaks of. */
export interface SealingFacts {
  id: string;
  /** The part of its public address that nobody can guess, 32 hex digits; null for what was sealed before there was one. */
  verifyToken: string | null;
  type: ResourceType;
  /** UNDECIDED: it ended before everybody had answered, so that what some had accepted came to nothing. */
  outcome: 'APPROVED' | 'REJECTED' | 'UNDECIDED';
  /** For UNDECIDED only. */
  ended: EndedUndecided | null;
  name: string;
  description: string | null;
  internalId: string | null;
  scope: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  data: StoredField[];
  securityLevel: string;
  /** When it was decided, or ended undecided. */
  closedAt: Date;
  decisions: SealedDecision[];
}

/** A document that was sealed with the credential: what the credential says of it. */
export interface SealedPdf {
  /** Lower-case hex. */
  sha256: string;
  /** In bytes. */
  size: number;
}
