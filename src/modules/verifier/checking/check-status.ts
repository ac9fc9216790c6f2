import { decodeList, idOf, isObject, isSet, type JsonObject } from '../../keys/offline';
import { checkProof, type LookUp } from './check-proof';
import { Flaw, type Findings } from './findings';
import { readJsonObject } from './read-json';

/** One for each purpose that the standard knows is three. */
const MOST_ENTRIES = 5;

export interface StatusOf {
  credential: JsonObject;
  where: string;
  lookUp: LookUp;
  now: Date;
  /** The list at an address as its text; undefined when it is not known here. */
  list(address: string): Promise<string | undefined>;
  /** What the list is called for people, where it is a file. */
  listName?: string;
  /** What was not revoked then stays so: in a bundle. By itself, a list whose time is over says nothing about today. */
  mayBeOver?: boolean;
}

interface Entry {
  position: number;
  address: string;
}

/** Whether a credential was revoked (W3C Bitstring Status List 1.0), as far as its lists are known here. */
export async function checkStatus(findings: Findings, of: StatusOf): Promise<void> {
  const { credentialStatus } = of.credential;
  const where = `${of.where} credentialStatus`;
  if (credentialStatus === undefined) return;
  const entries = [credentialStatus].flat() as unknown[];
  if (entries.length === 0 || entries.length > MOST_ENTRIES) return findings.fail('status.revocation', where, UNKNOWN);
  for (const given of entries) {
    const entry = readEntry(given);
    if (!entry) findings.fail('status.revocation', where, UNKNOWN);
    else await checkEntry(findings, of, where, entry);
  }
}

const UNKNOWN = 'Only revocation by a BitstringStatusListEntry is understood';

function readEntry(given: unknown): Entry | null {
  if (!isObject(given)) return null;
  const { type, statusPurpose, statusListIndex: index, statusListCredential: address } = given;
  if (type !== 'BitstringStatusListEntry' || statusPurpose !== 'revocation') return null;
  if (typeof index !== 'string' || !/^\d{1,12}$/.test(index) || typeof address !== 'string') return null;
  return { position: Number(index), address };
}

async function checkEntry(findings: Findings, of: StatusOf, where: string, entry: Entry): Promise<void> {
  const text = await of.list(entry.address);
  if (text === undefined)
    return findings.lack('status.revocation', where, `The status list ${entry.address} is not known here`);
  const name = of.listName ?? entry.address;
  const list = readList(findings, name, text);
  if (!list) return;
  const { lookUp, now, mayBeOver } = of;
  if (!(await checkProof(findings, { document: list, where: name, lookUp, now, mayBeOver }))) return;
  await findings.attempt('status.revocation', where, () => heldAgainst(list, entry, of.credential.issuer));
}

function readList(findings: Findings, name: string, text: string): JsonObject | null {
  try {
    return readJsonObject(Buffer.from(text));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail('status.revocation', name, error.message);
    return null;
  }
}

async function heldAgainst(list: JsonObject, { address, position }: Entry, issuer: unknown): Promise<string> {
  if (list.id !== address) throw new Flaw(`The list is another one: ${String(list.id)}`);
  const owner = idOf(list.issuer);
  if (owner === null || owner !== idOf(issuer)) throw new Flaw('The status list is somebody else’s');
  const bits = await bitsOf(list);
  if (position >= bits.length * 8) throw new Flaw(`The list has no place ${position}`);
  if (isSet(bits, position)) throw new Flaw(`It was revoked: place ${position} of its status list is set`);
  const { created = 'a time that it does not say' } = list.proof as JsonObject;
  return `It is not revoked in the list that was signed at ${String(created)}`;
}

/** The bits of a status list; throws a Flaw for anything else. */
export async function bitsOf(list: JsonObject): Promise<Buffer> {
  const { type, statusPurpose, encodedList } = isObject(list.credentialSubject) ? list.credentialSubject : {};
  if (type !== 'BitstringStatusList' || statusPurpose !== 'revocation') throw new Flaw('It is no list of revocations');
  try {
    return await decodeList(String(encodedList));
  } catch (error) {
    throw new Flaw((error as Error).message, 'credentialSubject.encodedList');
  }
}
