/** As it is stored. */
export type RequestStatus = 'PENDING' | 'COMPLETED' | 'REJECTED' | 'CANCELED';

/** What a request is to the person at its link. */
export type ArrivalState = 'OPEN' | 'EXPIRED' | 'CANCELED' | 'FINISHED';

/**
 * Expiry is no stored status: it is seen when somebody looks. How a finished request ended is not told to whoever merely
 * holds the link.
 */
export function arrivalState(status: RequestStatus, expiresAt: Date, now: Date): ArrivalState {
  if (status === 'CANCELED') return 'CANCELED';
  if (status !== 'PENDING') return 'FINISHED';
  return expiresAt <= now ? 'EXPIRED' : 'OPEN';
}
