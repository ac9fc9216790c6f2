/** What documents are hashed with before they are signed. */
export type DocumentDigest = 'SHA-256' | 'SHA-384' | 'SHA-512';

/**
 * The key that seals documents, wherever it lives: in this process or in a KMS. It has the shape that @libpdf/core asks
 * of a signer, so that it can be handed over as it is.
 */
export interface DocumentSigner {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER, from the issuer of `certificate` upwards. */
  readonly certificateChain: Uint8Array[];
  readonly keyType: 'RSA' | 'EC';
  readonly signatureAlgorithm: 'RSASSA-PKCS1-v1_5' | 'ECDSA';
  /** Hashes the data and signs the hash. ECDSA answers DER, RSA PKCS#1 v1.5. */
  sign(data: Uint8Array, algorithm: DocumentDigest): Promise<Uint8Array>;
}

/** Under which to ask for the `DocumentSigner`. */
export const DOCUMENT_SIGNER = Symbol('document signer');
