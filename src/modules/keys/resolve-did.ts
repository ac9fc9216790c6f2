import { Resolver, type DIDDocument, type DIDResolutionResult } from 'did-resolver';
import type { DidDocument } from './did-document';
import { didKeyDocument } from './did-key';
import { readDidDocument, urlOfWebDid } from './did-web';
import type { ResolveDid } from './verify-secured';

/** Where documents come from. */
export interface DidSources {
  /** Documents of this server, by did:via and by did:web; undefined for a DID that is somebody else's. */
  local: (did: string) => Promise<DidDocument | null> | undefined;
  /** Fetches from the open internet. */
  fetch: (url: URL) => Promise<Buffer>;
}

/**
 * Resolves did:via of this server, did:key, and did:web: of this server without leaving it, of others by https. Null: there
 * is none. It throws when that could not be found out.
 */
export function didResolver({ local, fetch }: DidSources): ResolveDid {
  const web = async (did: string): Promise<DidDocument | null> => {
    const own = local(did);
    if (own) return own;
    const url = urlOfWebDid(did);
    return url && readDidDocument(await fetch(url), did);
  };
  const resolver = new Resolver({
    via: (did) => answer(local(did) ?? Promise.resolve(null)),
    key: (did) => answer(Promise.resolve(didKeyDocument(did))),
    web: (did) => answer(web(did)),
  });
  return async (did) => {
    // The library looks a method up by its name alone, and would find `constructor`.
    if (!/^did:(via|key|web):/.test(did)) return null;
    const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
    if (didResolutionMetadata.error === NOT_REACHED) throw new Error(String(didResolutionMetadata.message));
    return didDocument as DidDocument | null;
  };
}

const NOT_REACHED = 'notReached';

async function answer(document: Promise<DidDocument | null>): Promise<DIDResolutionResult> {
  try {
    const didDocument = (await document) as DIDDocument | null;
    return { didDocument, didResolutionMetadata: didDocument ? {} : { error: 'notFound' }, didDocumentMetadata: {} };
  } catch (error) {
    const didResolutionMetadata = { error: NOT_REACHED, message: (error as Error).message };
    return { didDocument: null, didResolutionMetadata, didDocumentMetadata: {} };
  }
}
