/** How sure the organization must be of who answers (contract section 9), from the weakest to the strongest. */
export const SECURITY_LEVELS = ['CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

/**
 * The levels this server can serve. Identities on file with the organization are always possible; verification by the
 * platform needs a provider, and none exists yet. The playground accepts all four, so that they can be tried.
 */
export const servableLevels = (playground: boolean): readonly SecurityLevel[] =>
  playground ? SECURITY_LEVELS : ['CONTACT', 'ORGANIZATION_KYC'];
