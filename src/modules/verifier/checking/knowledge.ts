import { didKeyDocument, readTime, type DidDocument } from '../../keys/offline';

/** What whoever checks brings along, because they trust it. Nothing here asks the internet. */
export interface Knowledge {
  now: Date;
  /** The document of a DID: null when there is none, undefined when that is not known here. */
  did(did: string): Promise<DidDocument | null | undefined>;
  /** The status list at an address as its text, or all of them that were fetched; undefined when none is known here. */
  statusList(address: string): Promise<string | string[] | undefined>;
  /** Whether lists were brought along, so that a document by itself is asked for its place in one. */
  hasLists?: boolean;
  /** Whether a status list has to be one of now: whatever rests on one that is over is open then. */
  fresh?: boolean;
  /** The certificates (DER) that are known to seal documents, or to have sealed them, with whose they are. */
  seals: SealCertificate[];
  /** SHA-256 (in hex, with colons) of the certificates of timestamp authorities whose word is taken. */
  authorities?: string[];
  /** That exactly the document with this digest (SHA-256 in hex) was sealed; undefined where there is no such record. */
  sealed?(sha256: string): Promise<SealRecord | undefined>;
}

/** When a document was sealed, and the DID of the organization that had it sealed, by the record of who sealed it. */
export interface SealRecord {
  at: Date;
  organization: string;
  /** When what it was sealed for was revoked; null where it was not. */
  revokedAt?: Date | null;
  /** It was found later that it is not the document that was asked. */
  isBroken?: boolean;
}

/** The status lists at an address that whoever checks knows, as texts. */
export const listsIn =
  (knowledge: Knowledge) =>
  async (address: string): Promise<string[]> =>
    [(await knowledge.statusList(address)) ?? []].flat();

/** A did:key is its own document. */
export const lookUpIn =
  (knowledge: Knowledge) =>
  async (did: string): Promise<DidDocument | null | undefined> => {
    const known = await knowledge.did(did);
    return known === undefined && isSelfMade(did) ? didKeyDocument(did) : known;
  };

const isSelfMade = (did: string): boolean => did.startsWith('did:key:');

/** Whether nobody says whose word it is: anybody can make a did:key, so its signature is checked and no more is known. */
export const isAnybody = async (knowledge: Knowledge, did: string): Promise<boolean> =>
  isSelfMade(did) && (await knowledge.did(did)) === undefined;

export interface SealCertificate {
  /** Who publishes it, for people to read. */
  of: string;
  der: Buffer;
  /** Of those who vouch for it (DER). */
  chain: Buffer[];
  /** From then on somebody else may have had its key. */
  compromisedAt?: Date;
}

/** The certificates that a DID document publishes beside its keys (`x5c`, the key's own first), also of keys that it has revoked. */
export function sealsIn(document: DidDocument): SealCertificate[] {
  const methods = Array.isArray(document.verificationMethod) ? document.verificationMethod : [];
  return methods.flatMap(({ publicKeyJwk, revoked }) => {
    const given = Array.isArray(publicKeyJwk?.x5c) ? (publicKeyJwk.x5c as unknown[]) : [];
    const [der, ...chain] = given.map((each) => Buffer.from(String(each), 'base64'));
    if (!der) return [];
    return [{ of: String(document.id), der, chain, ...(revoked !== undefined && { compromisedAt: timeIn(revoked) }) }];
  });
}

/** Of a time that cannot be read: compromised from the beginning. */
const timeIn = (revoked: string): Date => new Date(readTime(revoked) ?? 0);
