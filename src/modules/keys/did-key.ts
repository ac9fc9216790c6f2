import { didDocument, type DidDocument } from './did-document';
import { decodeMultikey } from './multikey';

/** The document of a `did:key` of an Ed25519 key, which is made from nothing but its name; null for any other. */
export function didKeyDocument(did: string): DidDocument | null {
  const publicKey = did.slice('did:key:'.length);
  if (!did.startsWith('did:key:') || !decodeMultikey(publicKey)) return null;
  return didDocument(did, [{ publicKey, retiredAt: null, revokedAt: null }]);
}
