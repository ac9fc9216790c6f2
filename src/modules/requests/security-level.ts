/** How sure the organization must be of who answers (contract section 9), from the weakest to the strongest. */
export const SECURITY_LEVELS = ['CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

/**
 * The levels this server can serve. Identities on file with the organization are always possible; verification by the
 * platform needs a provider, and none exists yet. The playground accepts all four, so that they can be tried.
 */
export const servableLevels = (playground: boolean): readonly SecurityLevel[] =>
  playground ? SECURITY_LEVELS : ['CONTACT', 'ORGANIZATION_KYC'];

/** What is known of a person when a decision is made. */
export interface KnownOfPerson {
  /** The organization has an identity of this person on file. */
  hasIdentity: boolean;
}

/**
 * Whether somebody who has proved the contact may decide at this level. Fails closed: the levels of this platform's own
 * identity verification are not met by anybody while there is none.
 */
export function levelMet(level: SecurityLevel, { hasIdentity }: KnownOfPerson): boolean {
  if (level === 'CONTACT') return true;
  return level === 'ORGANIZATION_KYC' && hasIdentity;
}

/** Whether an identity on file with the organization would be enough. */
export const levelWithinReach = (level: SecurityLevel): boolean => levelMet(level, { hasIdentity: true });
