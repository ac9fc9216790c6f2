import type { Report } from './checking/verify-file';

/** What the worker is started with. */
export interface WorkerOrder {
  bytes: Uint8Array;
  /** ISO 8601. */
  now: string;
  seals: OwnSeal[];
}

/** A certificate that seals here, or did (DER). */
export interface OwnSeal {
  of: string;
  der: Uint8Array;
  chain: Uint8Array[];
  compromisedAt?: Date;
}

export type FromWorker = { ask: 'did' | 'statusList' | 'sealed'; name: string; number: number } | { report: Report };

/** `answer` is what was asked for: null when there is none, undefined when it is not known here. */
export interface ToWorker {
  number: number;
  answer: unknown;
}
