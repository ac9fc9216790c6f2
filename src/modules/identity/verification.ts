import type { OrganizationId } from '../../platform/http';
import type { FailureReason, ProviderKind, ToldFacts } from './provider';
import type { Assurance, IdentityLevel } from './security-level';

/** A person at an entry of a request, who has proved one contact. */
export interface PersonAtEntry {
  org: OrganizationId;
  requestId: string;
  entryId: string;
  subjectId: string;
  did: string;
  /** The contact whose code was entered: what is verified counts for no other. */
  contact: string;
  codeSeenBy: 'PERSON' | 'ORGANIZATION_TOO';
  level: IdentityLevel;
  /** A keyed hash of the number of the document that the organization expects. */
  expectedDocument: Buffer | null;
}

export type VerificationStatus = 'PENDING' | 'VERIFIED' | 'FAILED' | 'EXPIRED';

/** The provider of what people confirm of their identity on file. */
export const ON_FILE = 'on-file';

/** An attempt as it is stored. */
export interface Verification {
  id: string;
  requestId: string;
  entryId: string;
  subjectId: string;
  contact: string;
  codeSeenBy: 'PERSON' | 'ORGANIZATION_TOO';
  level: IdentityLevel;
  provider: string;
  providerKind: ProviderKind;
  status: VerificationStatus;
  reason: FailureReason | null;
  returnedAt: Date | null;
  kept: Buffer | null;
  facts: ToldFacts;
  identityKey: Buffer | null;
  content: Buffer | null;
  passedOn: boolean | null;
  startedAt: Date;
  expiresAt: Date;
  finishedAt: Date | null;
  validUntil: Date | null;
}

/** As it is at this time: what was not finished in time has expired, which nothing writes down. */
export const statusAt = ({ status, expiresAt }: Verification, at: Date): VerificationStatus =>
  status === 'PENDING' && expiresAt <= at ? 'EXPIRED' : status;

export const assuranceOf = (verification: Verification): Assurance => ({
  basis: verification.providerKind === 'ON_FILE' ? 'ON_FILE' : 'VERIFICATION',
  provider: verification.provider,
  providerKind: verification.providerKind,
  facts: verification.facts,
  verifiedAt: verification.finishedAt!,
  validUntil: verification.validUntil!,
});

/** Why a person is not identified yet, as far as it helps them to go on: what tells of an identity is not said. */
export type ReasonForPerson = 'stopped' | 'took_too_long' | 'unavailable' | 'not_confirmed';

export function reasonForPerson(status: VerificationStatus, reason: FailureReason | null): ReasonForPerson {
  if (reason === 'provider_unavailable') return 'unavailable';
  if (reason === 'denied') return 'stopped';
  return status === 'EXPIRED' || reason === 'timeout' || reason === 'superseded' ? 'took_too_long' : 'not_confirmed';
}
