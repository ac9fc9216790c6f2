import type { DidDocument, DocumentSigner } from '../../keys';
import { X509Certificate } from 'node:crypto';

/**
 * The document of the server itself, `did:web:<host>`: the key that seals documents, with its certificates, and where
 * the did:via of its organizations and people are resolved. It issues no credentials: organizations do, by names of their own.
 */
export function serverDidDocument(did: string, publicUrl: string, signer: DocumentSigner): DidDocument {
  const id = `${did}#document-seal`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwkOf(signer) }],
    assertionMethod: [id],
    service: [
      { id: `${did}#via`, type: 'ViaResolver', serviceEndpoint: `${publicUrl.replace(/\/$/, '')}/v1/via/dids/` },
    ],
  };
}

const jwkOf = ({ certificate, certificateChain }: DocumentSigner) => ({
  ...new X509Certificate(certificate).publicKey.export({ format: 'jwk' }),
  x5c: [certificate, ...certificateChain].map((each) => Buffer.from(each).toString('base64')),
});
