import { idOf, type Evaluation, type JsonObject, type VcApiIssuer, type Verification } from '../../keys';
import type { DenialReason, Evaluated } from './evaluated';
import { subjectsOf, typesOf } from './presented';

/** The checks of a Data Integrity proof, named after what was checked, each with the reason it denies for. */
export const proofChecks = (of: 'presentation' | 'credential', { evaluations }: Verification): Evaluated[] =>
  evaluations.map((evaluation) => ({ ...evaluation, check: `${of}.${evaluation.check}`, ...denialOf(of, evaluation) }));

function denialOf(
  of: 'presentation' | 'credential',
  { check, result, message }: Evaluation,
): { reason?: DenialReason; retryable?: boolean } {
  if (result === 'pass' || result === 'skip') return {};
  const retryable = result === 'error' || message.startsWith('Not valid before');
  if (check === 'validity') return { reason: 'expired', retryable };
  if (check === 'purpose' && of === 'presentation') {
    return { reason: message.includes('domain') ? 'audience_mismatch' : 'presentation_mismatch', retryable: true };
  }
  return { reason: 'signature_invalid', retryable };
}

/** The one proof that counts: nobody signs whether it stands in a list of one. */
const proofOf = ({ proof }: JsonObject): JsonObject => ([proof].flat()[0] ?? {}) as JsonObject;

/** A presentation is for one verifier: whoever checks it must be that one, and say so. */
export function audienceCheck(presentation: JsonObject, verifier: string | undefined): Evaluated {
  const check = 'presentation.audience';
  const { domain } = proofOf(presentation);
  if (domain === undefined) return { check, result: 'pass', message: 'The presentation is for anybody' };
  if (verifier === undefined) {
    const message = 'The presentation is for one verifier: say who you are in context.verifier';
    return { check, result: 'fail', message, reason: 'audience_mismatch', retryable: true };
  }
  if (domain === verifier) return { check, result: 'pass', message: 'The presentation is for this verifier' };
  return {
    check,
    result: 'fail',
    message: 'The presentation is for another verifier',
    reason: 'audience_mismatch',
    retryable: false,
  };
}

/** A presentation that answers a challenge can be shown again by whoever has seen it, unless the verifier says which it gave. */
export function challengeCheck(presentation: JsonObject, challenge: string | undefined): Evaluated {
  const check = 'presentation.challenge';
  const { challenge: answered } = proofOf(presentation);
  if (challenge === undefined) {
    if (answered === undefined) return { check, result: 'skip', message: 'The presentation carries no challenge' };
    const message =
      'The presentation carries a challenge that nobody compared, so a replay would not be noticed: ' +
      'say which one you gave in context.challenge, and give each once';
    return { check, result: 'skip', message };
  }
  if (answered === challenge) return { check, result: 'pass', message: 'The presentation answers this challenge' };
  const message = `The presentation answers ${answered === undefined ? 'no' : 'another'} challenge`;
  return { check, result: 'fail', message, reason: 'presentation_mismatch', retryable: true };
}

/** Who presents must be somebody the credential speaks of, or its issuer. */
export function holderCheck(presentation: JsonObject, credential: JsonObject): Evaluated {
  const check = 'presentation.holder';
  const holder = idOf(presentation.holder);
  const known = [idOf(credential.issuer), ...subjectsOf(credential)];
  if (holder !== null && known.includes(holder)) {
    return { check, result: 'pass', message: 'The holder is the issuer or a subject of the credential' };
  }
  const message = 'The holder is neither the issuer nor a subject of the credential';
  return { check, result: 'fail', message, reason: 'presentation_mismatch', retryable: false };
}

/** Signed by an organization like a credential, but nothing that anybody may act under. */
const RECORDS = ['RejectionRecord', 'UndecidedRecord', 'DecisionCredential', 'BitstringStatusListCredential'];

/** A credential must say that it is one, and that it allows something. */
export function typeCheck(credential: JsonObject): Evaluated {
  const check = 'credential.type';
  const types = typesOf(credential);
  const denial = { check, result: 'fail', reason: 'presentation_mismatch', retryable: false } as const;
  if (!types.includes('VerifiableCredential')) return { ...denial, message: 'It does not say that it is a credential' };
  const record = RECORDS.find((each) => types.includes(each));
  if (record) return { ...denial, message: `A ${record} says what happened; it allows nothing` };
  return { check, result: 'pass', message: 'It says that it is a credential' };
}

/**
 * Whose word counts is for the verifier to say: anybody can issue a credential under a name of their own. Only what the
 * VC-API of this server has signed never counts: it signs whatever it is handed.
 */
export function trustCheck(
  credential: JsonObject,
  issuers: string[] | undefined,
  vcApiIssuer: Pick<VcApiIssuer, 'isNamedBy'>,
): Evaluated {
  const check = 'credential.trusted';
  const issuer = idOf(credential.issuer);
  const { verificationMethod } = proofOf(credential);
  if ([issuer, verificationMethod].some((name) => vcApiIssuer.isNamedBy(name))) {
    const message = 'It was issued by the VC-API of this server, which signs whatever it is handed: it proves nothing';
    return { check, result: 'fail', message, reason: 'presentation_mismatch', retryable: false };
  }
  if (issuers === undefined) {
    return { check, result: 'skip', message: 'Nobody said whose word counts: see context.issuers' };
  }
  if (issuer !== null && issuers.includes(issuer))
    return { check, result: 'pass', message: 'The word of its issuer counts' };
  const message = 'The credential comes from somebody whose word does not count here';
  return { check, result: 'fail', message, reason: 'presentation_mismatch', retryable: false };
}

/** What is presented must say that it is a presentation. */
export function presentationCheck(presentation: JsonObject): Evaluated {
  const check = 'presentation.type';
  if (typesOf(presentation).includes('VerifiablePresentation')) {
    return { check, result: 'pass', message: 'It says that it is a presentation' };
  }
  const message = 'It does not say that it is a presentation';
  return { check, result: 'fail', message, reason: 'presentation_mismatch', retryable: false };
}
