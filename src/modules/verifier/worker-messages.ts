import type { Report } from './checking/verify-file';

/** What the worker is started with. */
export interface WorkerOrder {
  bytes: Uint8Array;
  /** ISO 8601. */
  now: string;
  seals: { of: string; der: Uint8Array; chain: Uint8Array[] }[];
}

export type FromWorker = { ask: 'did' | 'list'; name: string; number: number } | { report: Report };

/** `answer` is what was asked for: null when there is none, undefined when it is not known here. */
export interface ToWorker {
  number: number;
  answer: unknown;
}
