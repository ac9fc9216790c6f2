import type { JsonObject } from '../../keys';

/** What the worker thread is asked: what a document says (checked only), or its canonical N-Quads (RDFC-1.0). */
export interface JsonLdJob {
  work: 'expand' | 'canonize';
  document: JsonObject;
}

/** What it answers. `refused`: the document is not such JSON-LD as a credential may be, and why. */
export type JsonLdOutcome = { canonical: string } | { refused: string };
