import type { Evaluation, JsonObject, Verification } from '../../keys';
import type { DenialReason, Evaluated } from './evaluated';
import { idOf, subjectsOf } from './presented';

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

/** A presentation is for one verifier: whoever checks it must be that one, and say so. */
export function audienceCheck(presentation: JsonObject, verifier: string | undefined): Evaluated {
  const check = 'presentation.audience';
  const { domain } = (presentation.proof ?? {}) as { domain?: unknown };
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
