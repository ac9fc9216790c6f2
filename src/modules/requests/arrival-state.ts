import { requestStatus, type StoredRequestStatus } from './request-status';

/** What a request is to the person at its link. */
export type ArrivalState = 'OPEN' | 'EXPIRED' | 'CANCELED' | 'FINISHED';

/** How a finished request ended is not told to whoever merely holds the link. */
export function arrivalState(stored: StoredRequestStatus, expiresAt: Date, now: Date): ArrivalState {
  const status = requestStatus(stored, expiresAt, now);
  if (status === 'PENDING') return 'OPEN';
  return status === 'COMPLETED' || status === 'REJECTED' ? 'FINISHED' : status;
}
