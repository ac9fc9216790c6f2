/** How far the last identification of a person has come. */
export const KYC = ['NONE', 'PENDING', 'VERIFIED', 'FAILED', 'EXPIRED'] as const;
export type Kyc = (typeof KYC)[number];

/** How a person is known: not at all; to the organization; to the platform, as the organization has been told. */
export const IDENTITY_STATUSES = ['NONE', 'KYC', 'HUMANOS'] as const;
export type IdentityStatus = (typeof IDENTITY_STATUSES)[number];

/** As it is stored: times that are over are seen when it is read. */
export interface IdentityStanding {
  kyc: Kyc;
  kycUntil: Date | null;
  verifiedUntil: Date | null;
  platformUntil: Date | null;
  onFile: boolean;
}

/** Of `subjects` under this alias. */
export const STANDING_COLUMNS = (alias: string): string =>
  `${alias}.kyc, ${alias}.kyc_until AS "kycUntil", ${alias}.verified_until AS "verifiedUntil",
   ${alias}.platform_until AS "platformUntil",
   EXISTS (SELECT FROM identities f WHERE f.org_id = $1 AND f.subject_id = ${alias}.id) AS "onFile"`;

const isOver = (until: Date | null, at: Date): boolean => until !== null && until <= at;

/** A verification that has ended, and one that was not finished in time, have expired. */
export const kycAt = ({ kyc, kycUntil }: IdentityStanding, at: Date): Kyc =>
  (kyc === 'PENDING' || kyc === 'VERIFIED') && isOver(kycUntil, at) ? 'EXPIRED' : kyc;

export function identityStatus({ platformUntil, verifiedUntil, onFile }: IdentityStanding, at: Date): IdentityStatus {
  if (platformUntil !== null && platformUntil > at) return 'HUMANOS';
  return onFile || (verifiedUntil !== null && verifiedUntil > at) ? 'KYC' : 'NONE';
}
