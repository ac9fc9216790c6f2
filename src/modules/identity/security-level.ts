import type { ProviderKind, ToldFacts } from './provider';

/** How sure the organization must be of who answers (contract section 9), from the weakest to the strongest. */
export const SECURITY_LEVELS = ['CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];
/** A level for which it is not enough to prove a contact. */
export type IdentityLevel = Exclude<SecurityLevel, 'CONTACT'>;

/** The levels that only a provider of the server's administrator serves. */
export const isPlatformLevel = (level: SecurityLevel): boolean =>
  level === 'HUMANOS_KYC' || level === 'HUMANOS_REVALIDATION';

/**
 * What a level was met by. ON_FILE: the person confirmed the identity that the organization has on file. VERIFICATION: a
 * provider identified the person for this entry. PLATFORM: a provider did so before, for any request.
 */
export interface Assurance {
  basis: 'ON_FILE' | 'VERIFICATION' | 'PLATFORM';
  provider: string;
  providerKind: ProviderKind;
  facts: ToldFacts;
  verifiedAt: Date;
  validUntil: Date;
}

/** What is known of the person at an entry, through the contact that was proved. */
export interface KnownOfPerson {
  /** The identity on file was confirmed at this entry and is still the same. */
  onFile: Assurance | null;
  /** The last verification that a provider of either kind made for this entry. */
  verification: (Assurance & { forPlatform: boolean }) | null;
  /** What the platform knows of the contact, if it fits the document that is expected. */
  platform: Assurance | null;
}

/** "Again now": as long as a session can last. */
const NOW_MS = 12 * 3_600_000;

/**
 * What meets a level, if anything does. Fails closed: whatever is not named here meets nothing. `null` for CONTACT too, which
 * asks for no identity: see `levelMet`.
 */
export function assuranceFor(level: SecurityLevel, known: KnownOfPerson, at: Date): Assurance | null {
  const valid = (assurance: Assurance | null): Assurance | null =>
    assurance && assurance.validUntil > at ? assurance : null;
  switch (level) {
    case 'ORGANIZATION_KYC':
      return valid(known.onFile) ?? valid(known.verification);
    case 'HUMANOS_KYC':
      return valid(known.platform);
    case 'HUMANOS_REVALIDATION': {
      const { verification } = known;
      const now = verification?.forPlatform && at.getTime() - verification.verifiedAt.getTime() <= NOW_MS;
      return now ? valid(verification) : null;
    }
    default:
      return null;
  }
}

/** Whether a person who has proved the contact may decide. */
export const levelMet = (level: SecurityLevel, assurance: Assurance | null): boolean =>
  level === 'CONTACT' || assurance !== null;
