import { X509Certificate } from 'node:crypto';
import {
  isObject,
  decodeMultikey,
  type DidDocument,
  type JsonObject,
  type VerificationMethod,
} from '../../keys/offline';
import { Flaw } from './findings';

/** DID documents that agree with themselves, by their DIDs. Throws a Flaw. */
export function readDidDocuments(documents: JsonObject[]): Map<string, DidDocument> {
  const known = new Map<string, DidDocument>();
  for (const [index, document] of documents.entries()) {
    const { id } = document;
    const where = `[${index}]`;
    if (typeof id !== 'string' || !id.startsWith('did:')) throw new Flaw('It is no DID document', where);
    if (known.has(id)) throw new Flaw(`There are two documents of ${id}`, where);
    requireSound(document as unknown as DidDocument, where);
    known.set(id, document as unknown as DidDocument);
  }
  return known;
}

function requireSound(document: DidDocument, where: string): void {
  const { verificationMethod = [], assertionMethod = [], authentication = [] } = document;
  const lists: unknown[] = [verificationMethod, assertionMethod, authentication];
  if (!lists.every(Array.isArray) || !verificationMethod.every(isObject)) throw new Flaw('It is malformed', where);
  const ids = verificationMethod.map((method, index) =>
    requireMethod(document.id, method, `${where}.verificationMethod[${index}]`),
  );
  if (new Set(ids).size !== ids.length) throw new Flaw('It lists a key twice', where);
  for (const id of [...assertionMethod, ...authentication]) {
    const method = verificationMethod.find((each) => each.id === id);
    if (!method) throw new Flaw(`It trusts a key that it does not list: ${String(id)}`, where);
    if (method.revoked) throw new Flaw(`It trusts a key that was revoked: ${id}`, where);
  }
}

function requireMethod(did: string, method: VerificationMethod, where: string): string {
  const { id, controller, type, publicKeyMultibase, publicKeyJwk } = method;
  if (typeof id !== 'string' || !id.startsWith(`${did}#`))
    throw new Flaw('It is not named below its DID', `${where}.id`);
  if (controller !== did) throw new Flaw('It belongs to somebody else', `${where}.controller`);
  if (type === 'Multikey') {
    if (typeof publicKeyMultibase !== 'string' || !decodeMultikey(publicKeyMultibase))
      throw new Flaw('It is no Ed25519 key', `${where}.publicKeyMultibase`);
    if (id !== `${did}#${publicKeyMultibase}`) throw new Flaw('It is named after another key', `${where}.id`);
  } else if (publicKeyJwk?.x5c !== undefined) requireCertificate(publicKeyJwk, where);
  else throw new Flaw('It is a key of an unknown kind', `${where}.type`);
  return id;
}

/** The certificate that seals documents is one for the key that is published. */
function requireCertificate({ x5c, ...jwk }: JsonObject, where: string): void {
  const [own] = Array.isArray(x5c) ? (x5c as unknown[]) : [];
  let published: JsonObject;
  try {
    published = { ...new X509Certificate(Buffer.from(String(own), 'base64')).publicKey.export({ format: 'jwk' }) };
  } catch (error) {
    throw new Flaw(`The certificate cannot be read: ${(error as Error).message}`, `${where}.publicKeyJwk.x5c`);
  }
  const other = Object.keys({ ...published, ...jwk }).find((name) => published[name] !== jwk[name]);
  if (other !== undefined) throw new Flaw('The certificate is one for another key', `${where}.publicKeyJwk.${other}`);
}

/** What became of a DID's keys, for people. */
export function fateOf({ verificationMethod = [], authentication = [] }: DidDocument): string {
  const revoked = verificationMethod.filter((method) => method.revoked).length;
  const replaced = verificationMethod.filter(({ id, revoked: gone }) => !gone && !authentication.includes(id)).length;
  return `${verificationMethod.length} key(s), ${replaced} replaced, ${revoked} revoked`;
}
