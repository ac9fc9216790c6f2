import { inSeconds } from '../../keys';
import type { ResourceType } from '../../resources';
import { toldField } from '../credential-view';
import type { Identified, SealedDecision, SealedPdf, SealingFacts } from './sealing-facts';

/**
 * Contexts by address only (what verifiers load is fixed): Verifiable Credentials 2.0, and W3C's own for terms that no
 * context of a standard defines.
 */
export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
];

const TYPES: Record<ResourceType, string> = {
  DOCUMENT: 'SignedDocumentCredential',
  CONSENT: 'ConsentCredential',
  FORM: 'FormCredential',
  JSON: 'ApprovalCredential',
};

/** What says what happened and allows nothing. */
const RECORDS = { REJECTED: 'RejectionRecord', UNDECIDED: 'UndecidedRecord' };

/** Where a decision stands in the credential's evidence, and how its own document is recognised. */
export interface DecisionCover {
  decision: SealedDecision;
  /** SHA-256 of the canonical JSON (RFC 8785) of the decision's secured document, in hex. */
  sha256: string;
}

export interface CredentialSurroundings {
  /** The organization, as the issuer is named. */
  issuer: string;
  /** Where anybody can check it: the credential's id. */
  verifyUrl: string;
  sealedPdf: SealedPdf | null;
  /** The evidence of the sealed document, where it is a document of its own. */
  evidencePdf: SealedPdf | null;
  /** The entry in a status list; null for a record, which nothing can revoke. */
  status: object | null;
}

/** One person's decision as a document of its own, which that person's key secures. */
export function decisionDocument(decision: SealedDecision, issuer: string, verifyUrl: string): object {
  return {
    '@context': CONTEXTS,
    id: `urn:placet:decision:${decision.id}`,
    type: ['VerifiableCredential', 'DecisionCredential'],
    issuer,
    validFrom: inSeconds(decision.decidedAt),
    credentialSubject: {
      id: verifyUrl,
      action: decision.action,
      contentDigest: decision.digest,
      ...(decision.shownDigest !== null && { shownDigest: decision.shownDigest }),
      decidedAt: decision.decidedAt.toISOString(),
      contentLanguage: decision.contentLanguage,
      pageLanguage: decision.pageLanguage,
      ...(decision.reason !== null && { reason: decision.reason }),
      ...(decision.answers !== null && { answers: decision.answers.map(toldField) }),
    },
  };
}

/**
 * The W3C Verifiable Credential (Data Model 2.0) of a closed credential, before its proof. What was approved is claimed
 * of every person who accepted. A reject makes a record of the reject, and what ended before everybody had answered a record
 * that says so and why: with the same evidence and no claim.
 */
export function credentialDocument(
  facts: SealingFacts,
  covers: DecisionCover[],
  around: CredentialSurroundings,
): object {
  const approved = facts.outcome === 'APPROVED';
  const begins = facts.validFrom && facts.validFrom > facts.closedAt && approved ? facts.validFrom : facts.closedAt;
  return {
    '@context': CONTEXTS,
    id: around.verifyUrl,
    type: ['VerifiableCredential', typeOf(facts)],
    issuer: around.issuer,
    name: facts.name,
    ...(facts.description !== null && { description: facts.description }),
    validFrom: inSeconds(begins),
    ...(facts.validUntil && approved && { validUntil: inSeconds(facts.validUntil) }),
    ...(facts.ended && { cameToNothing: { reason: facts.ended.reason, at: facts.ended.at.toISOString() } }),
    credentialSubject: oneOrMany(covers.map(({ decision }) => subjectOf(facts, decision, around))),
    evidence: covers.map((cover) => evidenceOf(facts, cover)),
    ...(around.status && { credentialStatus: around.status }),
  };
}

function typeOf({ outcome, type, scope }: SealingFacts): string {
  if (outcome !== 'APPROVED') return RECORDS[outcome];
  return type === 'JSON' && scope !== null ? 'MandateApprovalCredential' : TYPES[type];
}

/** A list of one is written as the one, as most verifiers expect. */
const oneOrMany = (subjects: object[]): object => (subjects.length === 1 ? subjects[0] : subjects);

function subjectOf(
  facts: SealingFacts,
  decision: SealedDecision,
  { sealedPdf, evidencePdf }: CredentialSurroundings,
): object {
  return {
    id: decision.subjectDid,
    decision: decision.action,
    ...(facts.scope !== null && { scope: facts.scope }),
    data: (decision.answers ?? facts.data).map(toldField),
    ...(sealedPdf && { sealedDocument: sealedPdf }),
    ...(evidencePdf && { evidenceDocument: evidencePdf }),
  };
}

function evidenceOf(facts: SealingFacts, { decision, sha256 }: DecisionCover): object {
  return {
    id: `urn:placet:decision:${decision.id}`,
    type: ['DecisionEvidence'],
    subject: decision.subjectDid,
    action: decision.action,
    decidedAt: decision.decidedAt.toISOString(),
    contentDigest: decision.digest,
    decisionDigest: sha256,
    securityLevel: facts.securityLevel,
    contactType: decision.contactType,
    codeChannel: decision.codeChannel,
    codeSeenBy: decision.codeSeenBy,
    ...(decision.identified && { identified: identifiedOf(decision.identified) }),
  };
}

/** By whom and how surely a person was identified, under names that no context gives another meaning to. */
const identifiedOf = ({ issuer, ...identified }: Identified): object => ({
  ...identified,
  ...(issuer !== undefined && { providerIssuer: issuer }),
});
