import canonicalize from 'canonicalize';
import { createHash, sign, type KeyObject } from 'node:crypto';
import { encodeMultibase } from './multikey';
import type { DataIntegrityProof, ProofPurpose, SecuredDocument, UnsecuredDocument } from './secured-document';

/** How a document is to be secured. */
export interface Securing {
  /** The key as its DID document names it: `<did>#<key>`. */
  verificationMethod: string;
  /** The Ed25519 private key behind it. */
  key: KeyObject;
  created: Date;
  proofPurpose: ProofPurpose;
  /** For whom, and in answer to what: presentations only. */
  domain?: string;
  challenge?: string;
}

/**
 * Secures a document with one proof: W3C Data Integrity, cryptosuite eddsa-jcs-2022. The document itself is not changed.
 * Throws for what JSON cannot hold (NaN, circles).
 */
export function secure<Document extends UnsecuredDocument>(
  document: Document,
  { verificationMethod, key, created, proofPurpose, domain, challenge }: Securing,
): SecuredDocument<Document> {
  const options: Omit<DataIntegrityProof, 'proofValue'> = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: inSeconds(created),
    verificationMethod,
    proofPurpose,
    ...(domain !== undefined && { domain }),
    ...(challenge !== undefined && { challenge }),
    ...(document['@context'] !== undefined && { '@context': document['@context'] }),
  };
  const proofValue = encodeMultibase(sign(null, hashData(options, document), key));
  return { ...document, proof: { ...options, proofValue } };
}

/** What is signed: the hash of the canonical proof options (RFC 8785), followed by the hash of the canonical document. */
export const hashData = (options: object, document: object): Buffer =>
  Buffer.concat([canonicalHash(options), canonicalHash(document)]);

/** By node alone: what checks proofs without the server must not need the server's secrets. */
const canonicalHash = (content: object): Buffer => createHash('sha256').update(canonicalize(content)!).digest();

/** Seconds, as the published examples write them: `2023-02-24T23:36:38Z`. */
export const inSeconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
