import { decodeList, idOf, isObject, isSet, readTime, type JsonObject } from '../../keys/offline';
import { checkProof, type LookUp } from './check-proof';
import { Flaw, type Findings } from './findings';
import { readJsonObject } from './read-json';

/** One for each purpose that the standard knows is three. */
const MOST_ENTRIES = 5;

/** A status list as it was fetched, or as it lies in a bundle. */
export interface KnownList {
  text: string;
  /** What it is called for people, where it is a file. */
  name?: string;
  /** Who knows the keys that it may be signed with, where that is somebody else than for the credential. */
  lookUp?: (list: JsonObject) => LookUp;
}

export interface StatusOf {
  credential: JsonObject;
  where: string;
  lookUp: LookUp;
  now: Date;
  /** All lists of this address that are known here. */
  lists(address: string): Promise<KnownList[]>;
  /** What was not revoked then stays so: in a bundle. By itself, a list whose time is over says nothing about today. */
  mayBeOver?: boolean;
  /** A list whose time is over, or that says nothing of its time, does not do. */
  fresh?: boolean;
  /** What is missing is said, and no more. */
  optional?: boolean;
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

/** What one list says of an entry. */
interface Said {
  revoked: boolean;
  /** When it was signed, as it says. */
  signed: number;
  validUntil: number | null;
}

async function checkEntry(findings: Findings, of: StatusOf, where: string, entry: Entry): Promise<void> {
  const lists = await of.lists(entry.address);
  const missing = `The status list ${entry.address} is not known here`;
  if (lists.length === 0 && of.optional) return findings.skip('status.revocation', where, missing);
  if (lists.length === 0) return findings.lack('status.revocation', where, missing);
  const said: Said[] = [];
  for (const list of lists) {
    const one = await readEntryIn(findings, of, where, entry, list);
    if (!one) return;
    said.push(one);
  }
  conclude(findings, of, where, entry, said);
}

/** A revocation is never taken back, so one list that tells of it is enough; otherwise the newest one counts. */
function conclude(findings: Findings, of: StatusOf, where: string, { position }: Entry, said: Said[]): void {
  const [newest] = said.sort((one, other) => other.signed - one.signed);
  const revoked = said.find((each) => each.revoked);
  if (revoked) {
    const list = `its status list that was signed at ${timeOf(revoked.signed)}`;
    return findings.fail('status.revocation', where, `It was revoked: place ${position} of ${list} is set`);
  }
  const message = `It is not revoked in the list that was signed at ${timeOf(newest.signed)}`;
  if (newest.validUntil !== null && of.now.getTime() <= newest.validUntil)
    return findings.pass('status.revocation', where, message);
  const age =
    newest.validUntil === null
      ? 'The list does not say how long it counts'
      : `That list is stale: it counted until ${timeOf(newest.validUntil)}`;
  const warning = `${message}. ${age}, so what was revoked since then does not show: fetch a fresh one`;
  const isOpen = of.fresh || (newest.validUntil !== null && !of.mayBeOver);
  if (isOpen) findings.lack('status.revocation', where, warning);
  else findings.warn('status.revocation', where, warning);
}

const timeOf = (milliseconds: number): string =>
  Number.isNaN(milliseconds) ? 'a time that it does not say' : new Date(milliseconds).toISOString();

/** Null when the list is no good, which was said then. */
async function readEntryIn(
  findings: Findings,
  of: StatusOf,
  where: string,
  entry: Entry,
  known: KnownList,
): Promise<Said | null> {
  const name = known.name ?? entry.address;
  const list = readList(findings, name, known.text);
  if (!list) return null;
  const lookUp = known.lookUp?.(list) ?? of.lookUp;
  if (!(await checkProof(findings, { document: list, where: name, lookUp, now: of.now, mayBeOver: true }))) return null;
  try {
    const revoked = await isRevokedIn(list, entry, of.credential.issuer);
    const { created } = list.proof as JsonObject;
    const validUntil = list.validUntil === undefined ? null : timeIn(list.validUntil);
    return { revoked, signed: timeIn(created), validUntil };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail('status.revocation', [where, error.where].filter(Boolean).join(' '), error.message);
    return null;
  }
}

const timeIn = (value: unknown): number => (typeof value === 'string' ? (readTime(value) ?? NaN) : NaN);

function readList(findings: Findings, name: string, text: string): JsonObject | null {
  try {
    return readJsonObject(Buffer.from(text));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail('status.revocation', name, error.message);
    return null;
  }
}

async function isRevokedIn(list: JsonObject, { address, position }: Entry, issuer: unknown): Promise<boolean> {
  if (list.id !== address) throw new Flaw(`The list is another one: ${String(list.id)}`);
  const owner = idOf(list.issuer);
  if (owner === null || owner !== idOf(issuer)) throw new Flaw('The status list is somebody else’s');
  const bits = await bitsOf(list);
  if (position >= bits.length * 8) throw new Flaw(`The list has no place ${position}`);
  return isSet(bits, position);
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
