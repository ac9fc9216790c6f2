import canonicalize from 'canonicalize';
import { verify, type KeyObject } from 'node:crypto';
import { hashData } from './data-integrity';
import { readTime } from './date-time-stamp';
import type { DidDocument, VerificationMethod } from './did-document';
import { decodeMultikey } from './multikey';
import { idOf, readProof, type ReadProof } from './proof-shape';
import type { JsonObject, ProofPurpose } from './secured-document';

export type ProofCheck = 'proof' | 'purpose' | 'context' | 'key' | 'issuer' | 'signature' | 'validity';

/** One check with its outcome; `error`: it could not be made, and may come out otherwise another time. */
export interface Evaluation {
  check: ProofCheck;
  result: 'pass' | 'fail' | 'skip' | 'error';
  message: string;
}

/** `verified` only when no check failed and none could not be made. */
export interface Verification {
  verified: boolean;
  evaluations: Evaluation[];
}

/** Finds a DID document: null when there is none; throws when that could not be found out. */
export type ResolveDid = (did: string) => Promise<DidDocument | null>;

/** What is signed, by the name of the cryptosuite. */
export type Cryptosuites = Record<string, (options: JsonObject, document: JsonObject) => Buffer | Promise<Buffer>>;

/** What the proof has to be for. */
export interface Expectation {
  proofPurpose?: ProofPurpose;
  domain?: string;
  challenge?: string;
  /** A presentation need not say who holds it. */
  holderMayBeUnnamed?: boolean;
}

/** The one cryptosuite that counts where nothing else is said. */
export const EDDSA_JCS_2022: Cryptosuites = { 'eddsa-jcs-2022': hashData };

const CHECKS: ProofCheck[] = ['proof', 'purpose', 'context', 'key', 'issuer', 'signature', 'validity'];
/** Clocks differ: what begins within the next five minutes has begun. */
const SKEW = 300_000;

/** Why a check fails. */
class Fails extends Error {}

/**
 * Verifies a secured document (eddsa-jcs-2022, unless other `cryptosuites` are given) and answers every check, whatever the others said. Status lists are not
 * looked at here. It takes anything: what is not a secured document fails the check `proof` and skips the rest.
 */
export async function verifySecured(
  secured: unknown,
  resolve: ResolveDid,
  now: Date,
  expected: Expectation = {},
  cryptosuites = EDDSA_JCS_2022,
): Promise<Verification> {
  const proof = readProof(secured, Object.keys(cryptosuites));
  if (typeof proof === 'string') {
    const skipped = CHECKS.slice(1).map((check) => outcome(check, 'skip', 'There is no proof to check'));
    return { verified: false, evaluations: [outcome('proof', 'fail', proof), ...skipped] };
  }
  let key: KeyObject | undefined;
  const evaluations = [
    outcome('proof', 'pass', `One Data Integrity proof, ${proof.options.cryptosuite}`),
    await evaluate('purpose', () => checkPurpose(proof, expected)),
    await evaluate('context', () => checkContext(proof)),
    await evaluate('key', async () => ((key = await findKey(proof, resolve)), 'The key is published and trusted')),
    await evaluate('issuer', () => checkIssuer(proof, resolve, expected)),
    key
      ? await evaluate('signature', () => checkSignature(proof, key!, cryptosuites))
      : outcome('signature', 'skip', 'Without a key it cannot be checked'),
    await evaluate('validity', () => checkValidity(proof, now)),
  ];
  return { verified: evaluations.every(({ result }) => result === 'pass'), evaluations };
}

const outcome = (check: ProofCheck, result: Evaluation['result'], message: string): Evaluation => ({
  check,
  result,
  message,
});

async function evaluate(check: ProofCheck, work: () => string | Promise<string>): Promise<Evaluation> {
  try {
    return outcome(check, 'pass', await work());
  } catch (error) {
    return outcome(check, error instanceof Fails ? 'fail' : 'error', (error as Error).message);
  }
}

function checkPurpose({ options }: ReadProof, expected: Expectation): string {
  const { proofPurpose = 'assertionMethod', domain, challenge } = expected;
  if (options.proofPurpose !== proofPurpose)
    throw new Fails(`The proof is for ${options.proofPurpose}, not ${proofPurpose}`);
  if (domain !== undefined && options.domain !== domain) throw new Fails('The proof is for another domain');
  if (challenge !== undefined && options.challenge !== challenge)
    throw new Fails('The proof answers another challenge');
  return `The proof is for ${proofPurpose}`;
}

/** Stricter than the standard, which lets contexts be appended: nothing of a document may be changed after it was signed. */
function checkContext({ options, document }: ReadProof): string {
  const [signed, shown] = [options['@context'], document['@context']];
  if (signed !== undefined && canonicalize(signed) !== canonicalize(shown))
    throw new Fails('@context is not the one that was signed');
  return 'The contexts are the ones that were signed';
}

const didOf = (url: string): string => url.slice(0, url.indexOf('#'));

/** Ids in a document may be written relative to its DID. */
const absolute = (id: string, did: string): string => (id.startsWith('#') ? `${did}${id}` : id);

async function findKey({ options }: ReadProof, resolve: ResolveDid): Promise<KeyObject> {
  const { verificationMethod, proofPurpose } = options;
  const did = didOf(verificationMethod);
  const document = await resolve(did);
  if (!document) throw new Fails(`There is no DID document of ${did}`);
  const method = document.verificationMethod?.find(({ id }) => absolute(id, did) === verificationMethod);
  if (!method) throw new Fails(`${did} does not list this key`);
  if (method.revoked) throw new Fails(`The key was revoked at ${method.revoked}`);
  if (method.controller !== did) throw new Fails('The key belongs to somebody else');
  if (!listsKey(document, proofPurpose, verificationMethod))
    throw new Fails(`The key is not listed for ${proofPurpose}`);
  return publicKeyOf(method);
}

function publicKeyOf({ publicKeyMultibase }: VerificationMethod): KeyObject {
  const key = typeof publicKeyMultibase === 'string' && decodeMultikey(publicKeyMultibase);
  if (!key) throw new Fails('The key is no Ed25519 Multikey');
  return key;
}

const listsKey = (document: DidDocument, purpose: ProofPurpose, method: string): boolean =>
  (document[purpose] ?? []).some((id) => typeof id === 'string' && absolute(id, document.id) === method);

/** A key proves what its own DID says, or a DID that lists it. */
async function checkIssuer(
  { options, document }: ReadProof,
  resolve: ResolveDid,
  { holderMayBeUnnamed }: Expectation,
): Promise<string> {
  const role = options.proofPurpose === 'authentication' ? 'holder' : 'issuer';
  if (role === 'holder' && holderMayBeUnnamed && document.holder === undefined) return 'It names no holder';
  const issuer = idOf(document[role]);
  if (!issuer) throw new Fails(`The document names no ${role}`);
  if (issuer !== didOf(options.verificationMethod)) {
    const theirs = issuer.startsWith('did:') ? await resolve(issuer) : null;
    if (!theirs || !listsKey(theirs, options.proofPurpose, options.verificationMethod))
      throw new Fails(`The ${role} ${issuer} does not control the key`);
  }
  return `The ${role} controls the key`;
}

async function checkSignature(
  { options, document, signature }: ReadProof,
  key: KeyObject,
  cryptosuites: Cryptosuites,
): Promise<string> {
  const signed = await cryptosuites[options.cryptosuite](options, document);
  if (!verify(null, signed, key, signature)) throw new Fails('The signature does not fit the content');
  return 'The signature fits the content';
}

function checkValidity({ options, document }: ReadProof, now: Date): string {
  const time = (name: string, value: unknown): number | undefined => {
    if (value === undefined) return undefined;
    const at = readTime(value);
    if (at === null) throw new Fails(`${name} is not a time`);
    return at;
  };
  const begins = [
    time('created', options.created),
    time('validFrom', document.validFrom),
    time('issuanceDate', document.issuanceDate),
  ];
  const ends = [
    time('expires', options.expires),
    time('validUntil', document.validUntil),
    time('expirationDate', document.expirationDate),
  ];
  const early = begins.find((at) => at !== undefined && at > now.getTime() + SKEW);
  if (early !== undefined) throw new Fails(`Not valid before ${new Date(early).toISOString()}`);
  const late = ends.find((at) => at !== undefined && at <= now.getTime());
  if (late !== undefined) throw new Fails(`Expired at ${new Date(late).toISOString()}`);
  return 'Valid at this time';
}
