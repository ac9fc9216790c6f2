import type { DidDocument, SecuredDocument } from '../../keys';

/** When the key that has secured a document was revoked, by these DID documents; null when it was not. */
export function keyRevokedAt({ proof }: SecuredDocument, dids: DidDocument[]): Date | null {
  const methods = dids.flatMap(({ verificationMethod = [] }) => verificationMethod);
  const revoked = methods.find(({ id }) => id === proof.verificationMethod)?.revoked;
  return revoked === undefined ? null : new Date(revoked);
}
