import { isObject, verifySecured, type DidDocument, type Evaluation, type JsonObject } from '../../keys/offline';
import type { CheckName, Findings } from './findings';

/** Looks a DID document up: null when there is none, undefined when it is not known here. */
export type LookUp = (did: string) => Promise<DidDocument | null | undefined>;

export interface ProofOf {
  document: JsonObject;
  /** Its file and place, for people. */
  where: string;
  lookUp: LookUp;
  now: Date;
  /** What happened stays proved although its time is over: in a bundle. */
  mayBeOver?: boolean;
}

/** The evaluations of a proof, by the check that they belong to. */
const PARTS: [check: CheckName, evaluations: Evaluation['check'][]][] = [
  ['proof.signature', ['proof', 'purpose', 'context', 'signature']],
  ['proof.key', ['key', 'issuer']],
  ['proof.validity', ['validity']],
];

/** Checks the Data Integrity proof of a document (eddsa-jcs-2022); answers whether nothing about it is wrong. */
export async function checkProof(findings: Findings, of: ProofOf): Promise<boolean> {
  const unknown = new Set<string>();
  const resolve = async (did: string): Promise<DidDocument | null> => {
    const document = await of.lookUp(did);
    if (document === undefined) unknown.add(did);
    return document ?? null;
  };
  const proofPurpose = isPresentation(of.document) ? 'authentication' : 'assertionMethod';
  const { evaluations } = await verifySecured(of.document, resolve, of.now, { proofPurpose });
  return PARTS.map(([check, names]) => {
    const parts = evaluations.filter((each) => names.includes(each.check));
    return record(findings, check, of, parts, [...unknown]);
  }).every(Boolean);
}

const isPresentation = ({ type }: JsonObject): boolean => [type].flat().includes('VerifiablePresentation');

function record(findings: Findings, check: CheckName, of: ProofOf, parts: Evaluation[], unknown: string[]): boolean {
  const { where } = of;
  const isWrong = ({ result }: Evaluation) => result === 'fail' || result === 'error';
  // A key of somebody unknown is wrong all the same when the issuer is known and does not stand behind it.
  const known =
    unknown.length === 0 ||
    (parts.some((each) => each.check === 'issuer' && isWrong(each)) && !unknown.includes(issuerOf(of.document)));
  if (check === 'proof.key' && !known) {
    findings.lack(check, where, `The keys of ${unknown.join(' and of ')} are not known here`);
    return true;
  }
  const wrong = parts.find(isWrong);
  const skipped = parts.find(({ result }) => result === 'skip');
  if (wrong && of.mayBeOver && wrong.message.startsWith('Expired at')) {
    findings.skip(check, where, `${wrong.message}: what happened is proved, but it does not count any more`);
    return true;
  }
  if (wrong) findings.fail(check, `${where} ${FIELDS[wrong.check]}`, wrong.message);
  else if (skipped) findings.skip(check, where, skipped.message);
  else findings.pass(check, where, check === 'proof.key' ? signerOf(of.document) : parts.at(-1)!.message);
  return !wrong && !skipped;
}

/** Who says it, or presents it, by DID. */
export function issuerOf({ issuer, holder }: JsonObject): string {
  const named = issuer ?? holder;
  return String(isObject(named) ? named.id : named);
}

const signerOf = ({ proof }: JsonObject): string =>
  `Signed with ${String(([proof].flat()[0] as JsonObject).verificationMethod)}, which its issuer stands behind`;

/** Where in the document the reason of an evaluation lies. */
const FIELDS: Record<Evaluation['check'], string> = {
  proof: 'proof',
  purpose: 'proof.proofPurpose',
  context: '@context',
  key: 'proof.verificationMethod',
  issuer: 'issuer',
  signature: 'proof.proofValue',
  validity: 'validFrom/validUntil/proof.created',
};
