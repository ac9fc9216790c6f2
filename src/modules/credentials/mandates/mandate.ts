import type { StoredField } from '../../resources';
import type { CounterRow } from './spending/counters';

/** What a mandate allows: label -> value, as the person saw it. */
export type Constraints = Record<string, unknown>;

/** A standing authority that one person gave by accepting a credential with a scope. */
export interface Mandate {
  /** `mdt_` and a UUID. */
  id: string;
  /** The DID of the person. */
  did: string;
  scope: string;
  constraints: Constraints;
  validFrom: Date;
  validUntil: Date | null;
  /** True: the person also had to prove who they are. */
  kycRequired: boolean;
  createdAt: Date;
  revokedAt: Date | null;
  revokedReason: string | null;
  /** ISO 8601: how long uses and budgets count before they count anew; null: all its life. */
  window: string | null;
  /** Its limits, and what counts against them; empty: it has none. */
  counters: CounterRow[];
}

/** With what it takes to make a credential of it. */
export interface MandateWithRules extends Mandate {
  /** The credential it follows from. */
  credentialId: string;
  /** What was approved, as it is stored: its rules are what an agent is held to. */
  data: StoredField[];
}

export const MANDATE_STATUSES = ['active', 'revoked', 'expired'] as const;
export type MandateStatus = (typeof MANDATE_STATUSES)[number];

/** Where a mandate stands at `now`. One that was revoked stays revoked, whatever its time. */
export function mandateStatus(
  { revokedAt, validUntil }: Pick<Mandate, 'revokedAt' | 'validUntil'>,
  now: Date,
): MandateStatus {
  if (revokedAt !== null) return 'revoked';
  return validUntil !== null && validUntil <= now ? 'expired' : 'active';
}

/**
 * A mandate in SQL, of the aliases m (mandates) and s (subjects), as of the parameter `now`: a hold whose time is over holds
 * nothing, though nobody has noticed yet. Large numbers are told as texts.
 */
export const mandateColumns = (now: string): string => `
  m.id, s.did, m.scope, coalesce(m.constraints_in_order, m.constraints::json) AS constraints, m.valid_from AS "validFrom", m.valid_until AS "validUntil",
  m.kyc_required AS "kycRequired", m.created_at AS "createdAt", m.revoked_at AS "revokedAt", m.revoked_reason AS "revokedReason",
  m.limit_window AS "window",
  (SELECT coalesce(json_agg(json_build_object('unit', l.unit, 'most', l.most::text, 'spent', l.spent::text,
     'windowStartedAt', l.window_started_at, 'held', (l.held - (
       SELECT coalesce(sum(held_by(o, l.unit)), 0) FROM mandate_operations o
       WHERE o.org_id = l.org_id AND o.mandate_id = l.mandate_id AND o.state = 'AUTHORIZED' AND o.held_until <= ${now}))::text)), '[]')
   FROM mandate_limits l WHERE l.org_id IS NOT DISTINCT FROM m.org_id AND l.mandate_id = m.id) AS counters`;
