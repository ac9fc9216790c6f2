import type { StoredField } from '../../resources';

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

/** A mandate in SQL, of the aliases m (mandates) and s (subjects). */
export const MANDATE_COLUMNS = `
  m.id, s.did, m.scope, m.constraints, m.valid_from AS "validFrom", m.valid_until AS "validUntil",
  m.kyc_required AS "kycRequired", m.created_at AS "createdAt", m.revoked_at AS "revokedAt", m.revoked_reason AS "revokedReason"`;
