import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { DocumentDigest, DocumentSigner } from './document-signer';

const signOffTheLoop = promisify(
  (algorithm: string, data: Uint8Array, key: KeyObject, done: (error: Error | null, signature: Buffer) => void): void =>
    sign(algorithm, data, key, done),
);
const NODE_NAMES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

/** A signer whose key this process holds. */
export class LocalDocumentSigner implements DocumentSigner {
  readonly certificate: Uint8Array;
  readonly certificateChain: Uint8Array[];
  readonly keyType: 'RSA' | 'EC';
  readonly signatureAlgorithm: 'RSASSA-PKCS1-v1_5' | 'ECDSA';

  /** The key's own certificate first, the others after it. */
  constructor(
    private readonly key: KeyObject,
    certificates: Uint8Array[],
  ) {
    [this.certificate, ...this.certificateChain] = certificates;
    this.keyType = key.asymmetricKeyType === 'rsa' ? 'RSA' : 'EC';
    this.signatureAlgorithm = this.keyType === 'RSA' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA';
  }

  /** From PEM: a private key, and one or more certificates. Throws what OpenSSL says when either is none. */
  static fromPem(key: string, certificates: string): LocalDocumentSigner {
    const blocks = certificates.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0) throw new Error('it holds no certificate');
    return new LocalDocumentSigner(
      createPrivateKey(key),
      blocks.map((block) => new Uint8Array(new X509Certificate(block).raw)),
    );
  }

  /** The same key with these certificates, its own first. */
  withCertificates(certificates: Uint8Array[]): LocalDocumentSigner {
    return new LocalDocumentSigner(this.key, certificates);
  }

  async sign(data: Uint8Array, algorithm: DocumentDigest): Promise<Uint8Array> {
    return new Uint8Array(await signOffTheLoop(NODE_NAMES[algorithm], data, this.key));
  }
}
