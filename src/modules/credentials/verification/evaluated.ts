/** Why something is not allowed (contract section 7). */
export type DenialReason =
  | 'credential_revoked'
  | 'expired'
  | 'signature_invalid'
  | 'audience_mismatch'
  | 'rule_failed'
  | 'presentation_mismatch'
  | 'budget_exceeded';

/** One check with its outcome; `error`: it could not be made, and may come out otherwise another time. */
export interface Evaluated {
  check: string;
  result: 'pass' | 'fail' | 'skip' | 'error';
  message: string;
  /** Of a check that denies: why, and whether the same call, mended or made later, can be allowed. */
  reason?: DenialReason;
  retryable?: boolean;
}

export interface Verdict {
  allowed: boolean;
  reason?: DenialReason;
  retryable?: boolean;
}

/** Allowed when no check failed and none could not be made. The first denial gives the reason. */
export function verdict(evaluations: Evaluated[]): Verdict {
  const denials = evaluations.filter(({ result }) => result === 'fail' || result === 'error');
  if (denials.length === 0) return { allowed: true };
  const { reason = 'presentation_mismatch' } = denials[0];
  return {
    allowed: false,
    reason,
    retryable: denials.every(({ retryable, result }) => retryable ?? result === 'error'),
  };
}
