import type { FieldError } from '../../platform/http';
import type { Evaluation } from '../keys';

/** Why something was not verified, as the standards name it (RFC 9457, without a status). */
export interface Finding {
  type: string;
  title: string;
  detail: string;
}

/** What a verification answers: 200 when `verified`, 400 with every finding when not. */
export interface Judgement {
  verified: boolean;
  checks: string[];
  problemDetails: Finding[];
}

const DATA_MODEL = 'https://www.w3.org/TR/vc-data-model#';
const SECURITY = 'https://w3id.org/security#';
const STATUS_LIST = 'https://www.w3.org/ns/credentials/status-list#';

/** VCDM 2.0, 7.2; Data Integrity 1.0, 4.7; Bitstring Status List 1.0, 3.5. */
const KINDS = {
  malformed: [`${DATA_MODEL}MALFORMED_VALUE_ERROR`, 'A property has a value that it cannot have'],
  unparsable: [`${DATA_MODEL}PARSING_ERROR`, 'It cannot be processed as JSON-LD'],
  range: [`${DATA_MODEL}RANGE_ERROR`, 'A value is out of its range'],
  proof: [`${SECURITY}PROOF_VERIFICATION_ERROR`, 'A proof does not verify'],
  domain: [`${SECURITY}INVALID_DOMAIN_ERROR`, 'The proof is for another domain'],
  challenge: [`${SECURITY}INVALID_CHALLENGE_ERROR`, 'The proof answers another challenge'],
  statusRetrieval: [`${STATUS_LIST}STATUS_RETRIEVAL_ERROR`, 'A status list cannot be had'],
  statusVerification: [`${STATUS_LIST}STATUS_VERIFICATION_ERROR`, 'A status cannot be told'],
} as const;

const MOST_FINDINGS = 100;

export const finding = (kind: keyof typeof KINDS, detail: string): Finding => {
  const [type, title] = KINDS[kind];
  return { type, title, detail: detail.slice(0, 1000) };
};

export const malformed = (errors: FieldError[]): Finding[] =>
  errors.slice(0, MOST_FINDINGS).map(({ message }) => finding('malformed', message));

/** What a proof's evaluations say against it; what was skipped says nothing. */
export const ofProof = (evaluations: Evaluation[]): Finding[] =>
  evaluations
    .filter(({ result }) => result === 'fail' || result === 'error')
    .map(({ check, message }) => finding(kindOf(check, message), message));

function kindOf(check: string, message: string): keyof typeof KINDS {
  if (check === 'validity') return 'range';
  if (check === 'purpose' && message.includes('domain')) return 'domain';
  if (check === 'purpose' && message.includes('challenge')) return 'challenge';
  return 'proof';
}

export const judged = (checks: string[], findings: Finding[]): Judgement => ({
  verified: findings.length === 0,
  checks,
  problemDetails: findings.slice(0, MOST_FINDINGS),
});
