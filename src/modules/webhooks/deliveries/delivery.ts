import type { OrganizationId } from '../../../platform/http';

/** One event for one endpoint, in the hands of the loop. */
export interface ClaimedDelivery {
  id: string;
  org_id: OrganizationId;
  endpoint_id: string;
  event_type: string;
  event_id: string;
  fact_id: string | null;
  /** Sealed; null before the first attempt. */
  payload: Buffer | null;
  /** With this one. */
  attempts: number;
}

/** One attempt, as the log keeps it. */
export interface Attempt {
  at: Date;
  url: string;
  /** In milliseconds. */
  duration: number;
  /** Null when there was no answer; then `error` says why. */
  status: number | null;
  beginning: string | null;
  error: string | null;
  retryAfterSeconds?: number;
}

/** What came of it. A row whose endpoint is off meanwhile is not sent; `payload` is what is told, sealed, for the row to keep. */
export type DeliveryOutcome =
  | { kind: 'ATTEMPTED'; attempt: Attempt; payload: Buffer }
  | { kind: 'OFF' }
  /** Something of ours is wrong; it is tried again. */
  | { kind: 'NOT_SENT'; error: string };

export const isDelivered = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;
/** The receiver says that it is gone for good. */
export const isGone = ({ status }: Attempt): boolean => status === 410;
