import type { RequestStatus, StoredRequestStatus } from '../request-status';

export const REQUEST_STATUSES = ['PENDING', 'COMPLETED', 'REJECTED', 'CANCELED', 'EXPIRED'] as const;

/** What a list shows unless it names statuses: a canceled request is shown only to whoever asks for it. */
export const USUAL_STATUSES: readonly RequestStatus[] = ['PENDING', 'COMPLETED', 'REJECTED', 'EXPIRED'];

/** Wanted statuses in the terms of the table: what is stored, and when those that are stored as PENDING expire. */
export interface StoredStatuses {
  stored: StoredRequestStatus[];
  /** Holds for PENDING rows: later than this, */
  expiresAfter: Date | '-infinity';
  /** and not after this. */
  expiresUntil: Date | 'infinity';
}

/** The condition that holds exactly where `requestStatus` answers one of `wanted`. */
export function storedStatuses(wanted: readonly RequestStatus[], now: Date): StoredStatuses {
  const pending = wanted.includes('PENDING');
  const expired = wanted.includes('EXPIRED');
  const others = wanted.filter((status) => status !== 'PENDING' && status !== 'EXPIRED');
  return {
    stored: pending || expired ? ['PENDING', ...others] : others,
    expiresAfter: expired ? '-infinity' : now,
    expiresUntil: pending ? 'infinity' : now,
  };
}

/** Without `statuses` the usual ones; with `active` only those that are open, or only those that are not. */
export function wantedStatuses(
  statuses: readonly RequestStatus[] | undefined,
  active: boolean | undefined,
): readonly RequestStatus[] {
  const wanted = statuses?.length ? statuses : USUAL_STATUSES;
  return active === undefined ? wanted : wanted.filter((status) => (status === 'PENDING') === active);
}
