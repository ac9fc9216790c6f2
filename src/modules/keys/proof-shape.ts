import { readTime } from './date-time-stamp';
import { decodeMultibase } from './multikey';
import type { DataIntegrityProof, JsonObject } from './secured-document';

/** A document's proof, taken apart. */
export interface ReadProof {
  /** As it is signed: everything but `proofValue`. */
  options: Omit<DataIntegrityProof, 'proofValue' | 'cryptosuite' | 'created'> &
    JsonObject & { cryptosuite: string; created?: string };
  signature: Buffer;
  /** The document without its proof. */
  document: JsonObject;
}

/** Whether it is a JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The `id` of what may be written as an object or as the id alone (VCDM 2.0, sections 4.4 and 4.7). */
export function idOf(value: unknown): string | null {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' ? id : null;
}

/** Reads the proof of a secured document; a sentence when it is none that this server accepts. */
export function readProof(secured: unknown, cryptosuites: string[]): ReadProof | string {
  if (!isObject(secured)) return 'This is not a JSON object';
  const { proof: given, ...document } = secured;
  const proof = Array.isArray(given) && given.length === 1 ? (given[0] as unknown) : given;
  if (Array.isArray(proof)) return `It carries ${proof.length} proofs; exactly one is accepted`;
  if (!isObject(proof)) return 'It carries no proof';
  const { proofValue, ...options } = proof;
  const flaw = flawOf(options, cryptosuites);
  if (flaw) return flaw;
  const signature = typeof proofValue === 'string' ? decodeMultibase(proofValue) : null;
  if (!signature) return 'proofValue must be multibase base58btc: it begins with z';
  if (signature.length !== 64) return `proofValue must hold 64 bytes, not ${signature.length}`;
  return { options: options as ReadProof['options'], signature, document };
}

function flawOf(options: JsonObject, cryptosuites: string[]): string | undefined {
  if (options.type !== 'DataIntegrityProof') return 'The proof must be of type DataIntegrityProof';
  if (!cryptosuites.includes(String(options.cryptosuite)))
    return `Only the cryptosuite ${cryptosuites.join(' or ')} is accepted`;
  if (typeof options.verificationMethod !== 'string' || !options.verificationMethod.includes('#'))
    return 'verificationMethod must name a key: <did>#<key>';
  if (options.proofPurpose !== 'assertionMethod' && options.proofPurpose !== 'authentication')
    return 'proofPurpose must be assertionMethod or authentication';
  if (options.created !== undefined && readTime(options.created) === null)
    return 'created must be a time, e.g. 2026-01-31T12:00:00Z';
  // A link to another proof is part of what a chain means: to pass over it would be to verify something else.
  if (options.previousProof !== undefined) return 'Proof chains (previousProof) are not accepted';
  return undefined;
}
