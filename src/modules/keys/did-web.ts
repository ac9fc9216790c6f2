import { isIP } from 'node:net';
import type { DidDocument } from './did-document';

const LONGEST = 1000;
/** Labels of letters, digits and hyphens, at least two of them: no address, no name of this machine or its network. */
const NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const LOCAL = /\.(localhost|local|internal|lan|home|corp|localdomain|arpa|onion|test|invalid)$/i;

/**
 * Where the document of a did:web is: `did:web:acme.example` at /.well-known/did.json, `did:web:acme.example:o:1` at
 * /o/1/did.json. Null for one that is malformed or names anything but a machine on the open internet.
 */
export function urlOfWebDid(did: string): URL | null {
  if (did.length > LONGEST || !/^did:web:[A-Za-z0-9._%:-]+$/.test(did)) return null;
  const [authority, ...folders] = did.slice('did:web:'.length).split(':');
  const [, name, , port] = /^([^%]+)(%3A(\d{1,5}))?$/i.exec(authority) ?? [];
  if (!name || !NAME.test(name) || LOCAL.test(name) || isIP(name) || Number(port ?? 443) > 65535) return null;
  // No percent signs: what they may hide (a slash, a dot) would make another path of it.
  if (!folders.every((folder) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(folder))) return null;
  const path = folders.length > 0 ? folders.join('/') : '.well-known';
  return new URL(`https://${name}${port ? `:${port}` : ''}/${path}/did.json`);
}

/** Reads a DID document that somebody else wrote; throws when it is none, or another one's. */
export function readDidDocument(content: Buffer, did: string): DidDocument {
  const document = JSON.parse(content.toString('utf8')) as Partial<DidDocument> | null;
  if (typeof document !== 'object' || document?.id !== did)
    throw new Error(`What was found is not the document of ${did}`);
  const { verificationMethod = [], authentication = [], assertionMethod = [] } = document;
  if (![verificationMethod, authentication, assertionMethod].every(Array.isArray))
    throw new Error(`The document of ${did} is malformed`);
  const methods = verificationMethod.filter(
    (method) => typeof method === 'object' && method !== null && typeof method.id === 'string',
  );
  return { '@context': [], id: did, verificationMethod: methods, authentication, assertionMethod };
}
