import type { JsonWebKey } from 'node:crypto';

/** A public key as a DID document shows it. */
export interface VerificationMethod {
  id: string;
  type: string;
  controller: string;
  publicKeyMultibase?: string;
  publicKeyJwk?: JsonWebKey;
  /** Set on a key that was compromised: from then on it proves nothing. */
  revoked?: string;
}

export interface DidService {
  id: string;
  type: string;
  serviceEndpoint: string;
}

/** A DID document, as far as this server writes and reads them. */
export interface DidDocument {
  '@context': string[];
  id: string;
  alsoKnownAs?: string[];
  verificationMethod?: VerificationMethod[];
  authentication?: string[];
  assertionMethod?: string[];
  service?: DidService[];
}

/** A key of a DID with what became of it. */
export interface PublishedKey {
  /** A Multikey (`z6Mk...`); it is the fragment of the key's id as well. */
  publicKey: string;
  /** Replaced by a newer one: what it signed stays good. */
  retiredAt: Date | null;
  /** Compromised: nothing it signed is good. */
  revokedAt: Date | null;
}

const CONTEXTS = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];

/**
 * The document of a DID with Ed25519 keys. The current key may do everything; a retired one still stands behind what it
 * asserted; a revoked one is listed with the time it was revoked, and for nothing. Before there is a key there is no
 * `verificationMethod`.
 */
export function didDocument(did: string, keys: PublishedKey[], alsoKnownAs: string[] = []): DidDocument {
  const idOf = ({ publicKey }: PublishedKey): string => `${did}#${publicKey}`;
  const trusted = keys.filter(({ revokedAt }) => !revokedAt);
  return {
    '@context': CONTEXTS,
    id: did,
    ...(alsoKnownAs.length > 0 && { alsoKnownAs }),
    ...(keys.length > 0 && {
      verificationMethod: keys.map((key) => ({
        id: idOf(key),
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: key.publicKey,
        ...(key.revokedAt && { revoked: key.revokedAt.toISOString() }),
      })),
    }),
    authentication: trusted.filter(({ retiredAt }) => !retiredAt).map(idOf),
    assertionMethod: trusted.map(idOf),
  };
}
