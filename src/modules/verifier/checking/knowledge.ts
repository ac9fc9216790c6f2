import { didKeyDocument, type DidDocument } from '../../keys/offline';

/** What whoever checks brings along, because they trust it. Nothing here asks the internet. */
export interface Knowledge {
  now: Date;
  /** The document of a DID: null when there is none, undefined when that is not known here. */
  did(did: string): Promise<DidDocument | null | undefined>;
  /** Whoever names whom they trust takes nobody else's word: also not that of a did:key, whose signature is checked all the same. */
  onlyThese?: boolean;
  /** The status list at an address as its text; undefined when it is not known here. */
  statusList(address: string): Promise<string | undefined>;
  /** The certificates (DER) that are known to seal documents, with whose they are. */
  seals: SealCertificate[];
}

/** A did:key is its own document. */
export const lookUpIn =
  (knowledge: Knowledge) =>
  async (did: string): Promise<DidDocument | null | undefined> => {
    const known = await knowledge.did(did);
    return known === undefined && isSelfMade(did) ? didKeyDocument(did) : known;
  };

const isSelfMade = (did: string): boolean => did.startsWith('did:key:');

/** Whether somebody's word counts only for who they say they are: anybody can make a did:key. */
export const isAnybody = async (knowledge: Knowledge, did: string): Promise<boolean> =>
  knowledge.onlyThese === true && isSelfMade(did) && (await knowledge.did(did)) === undefined;

export interface SealCertificate {
  /** Who publishes it, for people to read. */
  of: string;
  der: Buffer;
  /** Of those who vouch for it (DER). */
  chain: Buffer[];
}

/** The certificates that a DID document publishes beside its keys (`x5c`, the key's own first). */
export function sealsIn(document: DidDocument): SealCertificate[] {
  const methods = Array.isArray(document.verificationMethod) ? document.verificationMethod : [];
  return methods.flatMap(({ publicKeyJwk }) => {
    const given = Array.isArray(publicKeyJwk?.x5c) ? (publicKeyJwk.x5c as unknown[]) : [];
    const [der, ...chain] = given.map((each) => Buffer.from(String(each), 'base64'));
    return der ? [{ of: String(document.id), der, chain }] : [];
  });
}
