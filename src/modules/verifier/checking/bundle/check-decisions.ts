import canonicalize from 'canonicalize';
import { isObject, readTime, type DidDocument, type JsonObject } from '../../../keys/offline';
import { hash } from '../cms/signed-data';
import { Flaw } from '../findings';
import type { BundleFiles } from './bundle-files';
import { lastOf } from './check-manifest';

/** Every decision that the credential speaks of is there, as the document that it has the digest of; no other is. Throws a Flaw. */
export function requireDecisions({ credential, decisions }: BundleFiles, dids: Map<string, DidDocument>): string {
  const evidence = evidenceOf(credential);
  requireClaimed(credential, evidence);
  const left = new Set(decisions.keys());
  for (const [index, each] of evidence.entries()) {
    const where = `credential.json evidence[${index}]`;
    const name = `decisions/${String(each.id).replace(/^urn:placet:decision:/, '')}.json`;
    const decision = decisions.get(name);
    if (!decision || !left.delete(name)) throw new Flaw(`The decision ${name} is not there`, where);
    requireSame(decision, each, where, name);
    requireAbout(decision, credential, name);
    if (!namesOf(decision.issuer, dids).includes(each.subject))
      throw new Flaw(`${name} is somebody else’s`, `${where}.subject`);
  }
  const [other] = left;
  if (other) throw new Flaw('The credential knows nothing of this decision', other);
  return `The ${evidence.length} decision(s) are the ones that the credential has the digests of`;
}

/** What is claimed of each person is what that person decided: subjects and evidence stand in one order (decision 26). */
function requireClaimed(credential: JsonObject, evidence: JsonObject[]): void {
  const subjects = [credential.credentialSubject].flat<unknown[]>();
  const types = [credential.type].flat();
  if (types.includes('RejectionRecord') !== evidence.some(({ action }) => action === 'REJECT'))
    throw new Flaw('It is of another type than what was decided', 'credential.json type');
  if (types.includes('UndecidedRecord') !== (endOf(credential) !== null))
    throw new Flaw('Only an UndecidedRecord came to nothing, and it says why', 'credential.json cameToNothing');
  for (const [index, subject] of subjects.entries()) {
    const where = `credential.json credentialSubject[${index}]`;
    const each = evidence.at(index);
    if (!isObject(subject) || subject.id === undefined || subject.id !== each?.subject)
      throw new Flaw('No decision of this person stands behind it', where);
    if (subject.decision !== each?.action)
      throw new Flaw('It says something else of the decision', `${where}.decision`);
  }
  if (subjects.length !== evidence.length)
    throw new Flaw('It claims nothing of the person who decided', `credential.json evidence[${subjects.length}]`);
}

const ENDS = ['EXPIRED', 'CANCELED', 'SKIPPED', 'WITHDRAWN', 'REVOKED'];

/** Why what some had accepted came to nothing; null where it did not. Throws a Flaw for what is no such word. */
export function endOf({ cameToNothing }: JsonObject): string | null {
  if (cameToNothing === undefined) return null;
  const { reason, at } = isObject(cameToNothing) ? cameToNothing : {};
  if (typeof reason !== 'string' || !ENDS.includes(reason) || typeof at !== 'string' || readTime(at) === null)
    throw new Flaw('It does not say why and when it came to nothing', 'credential.json cameToNothing');
  return reason;
}

/** Nobody's decision about something else counts here. */
function requireAbout(decision: JsonObject, { id }: JsonObject, name: string): void {
  const subject = isObject(decision.credentialSubject) ? decision.credentialSubject : {};
  if (lastOf(String(subject.id)) !== lastOf(String(id)))
    throw new Flaw(`${name} is about another credential`, `${name} credentialSubject.id`);
}

/** A DID with the others that its document says name the same. */
export function namesOf(did: unknown, dids: Map<string, DidDocument>): unknown[] {
  const also: unknown = dids.get(String(did))?.alsoKnownAs;
  return [did, ...(Array.isArray(also) ? (also as unknown[]) : [])];
}

export function evidenceOf(credential: JsonObject): JsonObject[] {
  const evidence = Array.isArray(credential.evidence) ? (credential.evidence as unknown[]).filter(isObject) : [];
  if (evidence.length === 0) throw new Flaw('The credential names no decision', 'credential.json evidence');
  return evidence;
}

function requireSame(decision: JsonObject, evidence: JsonObject, where: string, name: string): void {
  if (hash('sha256', Buffer.from(canonicalize(decision)!)).toString('hex') !== evidence.decisionDigest)
    throw new Flaw(`${name} is not the decision of this digest`, `${where}.decisionDigest`);
  const subject = isObject(decision.credentialSubject) ? decision.credentialSubject : {};
  for (const field of ['contentDigest', 'action', 'decidedAt'])
    if (subject[field] !== evidence[field] || subject[field] === undefined)
      throw new Flaw(`${name} says something else of ${field}`, `${where}.${field}`);
}
