import type { CredentialStatus } from '../credentials';

export type StoredRequestStatus = 'PENDING' | 'COMPLETED' | 'REJECTED' | 'CANCELED';

/** As it is told. Expiry is no stored status: it is seen when somebody looks. */
export type RequestStatus = StoredRequestStatus | 'EXPIRED';

/** Where one contact of a request stands. */
export type EntryStatus = 'INVITED' | 'DELIVERY_FAILED' | 'OPENED' | 'VERIFIED' | 'DECIDED';

/** What may follow what: a request ends once. */
export const REQUEST_TRANSITIONS: Record<StoredRequestStatus, readonly StoredRequestStatus[]> = {
  PENDING: ['COMPLETED', 'REJECTED', 'CANCELED'],
  COMPLETED: [],
  REJECTED: [],
  CANCELED: [],
};

/**
 * What may follow what for an entry. A message may fail after the person has opened the link by another way: that says
 * nothing any more. A code that is sent again takes a failed one back to INVITED.
 */
export const ENTRY_TRANSITIONS: Record<EntryStatus, readonly EntryStatus[]> = {
  INVITED: ['DELIVERY_FAILED', 'OPENED', 'VERIFIED', 'DECIDED'],
  DELIVERY_FAILED: ['INVITED', 'OPENED', 'VERIFIED', 'DECIDED'],
  OPENED: ['VERIFIED', 'DECIDED'],
  VERIFIED: ['DECIDED'],
  DECIDED: [],
};

export const requestMayBecome = (from: StoredRequestStatus, to: StoredRequestStatus): boolean =>
  REQUEST_TRANSITIONS[from].includes(to);

export const entryMayBecome = (from: EntryStatus, to: EntryStatus): boolean => ENTRY_TRANSITIONS[from].includes(to);

export const requestStatus = (stored: StoredRequestStatus, expiresAt: Date, now: Date): RequestStatus =>
  stored === 'PENDING' && expiresAt <= now ? 'EXPIRED' : stored;

interface Asked {
  status: CredentialStatus;
  required: boolean;
}

/**
 * What a request has become once its credentials are as they are. It stays PENDING while something required is open, or
 * something optional is and not everybody has finished. One required reject makes it REJECTED.
 */
export function settlement(credentials: Asked[], everybodyFinished: boolean): 'PENDING' | 'COMPLETED' | 'REJECTED' {
  const open = credentials.filter(({ status }) => status === 'PENDING');
  if (open.some(({ required }) => required) || (open.length > 0 && !everybodyFinished)) return 'PENDING';
  const refused = credentials.some(({ status, required }) => required && status === 'REJECTED');
  return refused ? 'REJECTED' : 'COMPLETED';
}
