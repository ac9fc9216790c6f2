import { createPrivateKey, webcrypto } from 'node:crypto';
import type { SigningAlgorithm } from './oidc-settings';

const PARAMETERS: Record<SigningAlgorithm, { name: string; hash?: string; namedCurve?: string }> = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  EdDSA: { name: 'Ed25519' },
};

/** A private key in PEM (PKCS#8) for one algorithm; rejects where it is for another. */
export function signingKey(pem: string, algorithm: SigningAlgorithm): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', new Uint8Array(der), PARAMETERS[algorithm], false, ['sign']);
}
