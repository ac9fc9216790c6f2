import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  didDocument,
  encodeMultikey,
  secure,
  type DidDocument,
  type JsonObject,
  type ProofPurpose,
  type SecuredDocument,
} from '../../src/modules/keys';
import { hashData } from '../../src/modules/keys/data-integrity';
import { encodeMultibase } from '../../src/modules/keys/multikey';

/** A DID with one key, for tests of proofs. */
export interface SampleIssuer {
  did: string;
  publicKey: string;
  privateKey: KeyObject;
  verificationMethod: string;
  document: DidDocument;
}

export function aSampleIssuer(did = 'did:via:humanos:org-507f1f77bcf86cd799439011'): SampleIssuer {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = encodeMultikey(pair.publicKey);
  return {
    did,
    publicKey,
    privateKey: pair.privateKey,
    verificationMethod: `${did}#${publicKey}`,
    document: didDocument(did, [{ publicKey, retiredAt: null, revokedAt: null }]),
  };
}

export const aCredential = (issuer: string) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential'],
  issuer,
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
  // Letters beyond ASCII, a pair of surrogates, numbers that have several spellings: what canonical JSON is about.
  credentialSubject: {
    id: 'did:example:ana',
    name: 'Łukasz Ñandú 𝌆 \u2028',
    limits: { é: 1e21, Z: 0.1, a: -0, '\u20ac': 1e-7, '\ufb33': 100 },
  },
});

/** A document with a proof whose time is written as given. */
export function signedAt(
  issuer: SampleIssuer,
  document: JsonObject,
  created: string,
  proofPurpose: ProofPurpose = 'assertionMethod',
): JsonObject {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod: issuer.verificationMethod,
    proofPurpose,
  };
  const proofValue = encodeMultibase(sign(null, hashData(options, document), issuer.privateKey));
  return { ...document, proof: { ...options, proofValue } };
}

/** A credential of this issuer, signed on 15 January 2026. */
export const aSignedCredential = (issuer: SampleIssuer): SecuredDocument<ReturnType<typeof aCredential>> =>
  secure(aCredential(issuer.did), {
    verificationMethod: issuer.verificationMethod,
    key: issuer.privateKey,
    created: new Date('2026-01-15T12:00:00Z'),
    proofPurpose: 'assertionMethod',
  });
