/** As it is stored, and as it is told. */
export type CredentialStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'REVOKED';

/** Why a credential is REVOKED. EXPIRED is never stored: it is seen when somebody looks. */
export type StatusReason = StoredReason | 'EXPIRED';
export type StoredReason = 'REVOKED' | 'WITHDRAWN' | 'CANCELED' | 'SKIPPED';

/** What may follow what. Nothing follows a reject or a revocation. */
export const CREDENTIAL_TRANSITIONS: Record<CredentialStatus, readonly CredentialStatus[]> = {
  PENDING: ['APPROVED', 'REJECTED', 'REVOKED'],
  APPROVED: ['REVOKED'],
  REJECTED: [],
  REVOKED: [],
};

export const credentialMayBecome = (from: CredentialStatus, to: CredentialStatus): boolean =>
  CREDENTIAL_TRANSITIONS[from].includes(to);

export interface StoredCredentialStatus {
  status: CredentialStatus;
  statusReason: StoredReason | null;
  /** When the request that asks it expires: what is undecided then can no longer be decided. */
  answerableUntil: Date;
  validUntil: Date | null;
}

/** Where a credential stands at `now`: undecided beyond its request's life, or approved beyond its validity, it has expired. */
export function credentialStatus(
  { status, statusReason, answerableUntil, validUntil }: StoredCredentialStatus,
  now: Date,
): { status: CredentialStatus; statusReason?: StatusReason } {
  const undecided = status === 'PENDING' && answerableUntil <= now;
  const outlived = status === 'APPROVED' && validUntil !== null && validUntil <= now;
  if (undecided || outlived) return { status: 'REVOKED', statusReason: 'EXPIRED' };
  return { status, ...(statusReason && { statusReason }) };
}

/**
 * What a decision makes of a credential: the first reject closes it, and it is approved when every person who is asked
 * has accepted.
 */
export function afterDecision(action: 'ACCEPT' | 'REJECT', accepted: number, asked: number): CredentialStatus {
  if (action === 'REJECT') return 'REJECTED';
  return accepted >= asked ? 'APPROVED' : 'PENDING';
}
