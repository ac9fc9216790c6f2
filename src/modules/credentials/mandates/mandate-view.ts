import type { ListedMandate, MandateDto } from './dto/mandate.dto';
import { mandateStatus, type Mandate } from './mandate';
import { counterOf, countersAt, limitsOf, remainingOf, tallyOf } from './spending/counters';

/** A mandate as the API shows it. */
export const mandateView = (mandate: Mandate, now: Date): MandateDto => ({
  mandate_id: mandate.id,
  user_id: mandate.did,
  scope: mandate.scope,
  constraints: mandate.constraints,
  authorized_agents: [],
  valid_from: mandate.validFrom,
  valid_until: mandate.validUntil,
  kyc_required: mandate.kycRequired,
  status: mandateStatus(mandate, now),
  created_at: mandate.createdAt,
  ...(mandate.validFrom > now && { not_yet_valid: true }),
  ...(mandate.revokedAt !== null && { revoked_at: mandate.revokedAt }),
  ...(mandate.revokedReason !== null && { revoked_reason: mandate.revokedReason }),
  ...usageOf(mandate, now),
});

/** Limits and what has become of them; nothing where there are none. */
function usageOf(mandate: Mandate, now: Date): Pick<MandateDto, 'limits' | 'spent' | 'held' | 'remaining'> {
  const counters = countersAt(mandate.counters.map(counterOf), mandate, now);
  if (counters.length === 0) return {};
  return {
    limits: limitsOf(counters, mandate.window),
    spent: tallyOf(counters, ({ spent }) => spent),
    held: tallyOf(counters, ({ held }) => held),
    remaining: remainingOf(counters, mandate, now),
  };
}

/** The same in a list, where clients look for some fields under a second name. */
export const listedMandate = (mandate: Mandate, now: Date): ListedMandate => ({
  ...mandateView(mandate, now),
  id: mandate.id,
  validUntil: mandate.validUntil,
  revoked_at: mandate.revokedAt,
  revokedAt: mandate.revokedAt,
});
