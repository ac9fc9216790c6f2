/** How far the last identification of a person has come. */
export const KYC = ['NONE', 'PENDING', 'VERIFIED', 'FAILED', 'EXPIRED'] as const;
export type Kyc = (typeof KYC)[number];

/** How a person is known: not at all; to the organization; to the platform, as the organization has been told. */
export const IDENTITY_STATUSES = ['NONE', 'KYC', 'HUMANOS'] as const;
export type IdentityStatus = (typeof IDENTITY_STATUSES)[number];

/** As it is stored and comes as JSON: times that are over are seen when it is read. */
export interface IdentityStanding {
  kyc: Kyc;
  kycUntil: string | null;
  verifiedUntil: string | null;
  platformUntil: string | null;
  onFile: boolean;
}

/** A column `standing` of the row `s` of `subjects`, as JSON; $1 is the organization. */
export const STANDING = `jsonb_build_object('kyc', s.kyc, 'kycUntil', s.kyc_until, 'verifiedUntil', s.verified_until,
  'platformUntil', s.platform_until,
  'onFile', EXISTS (SELECT FROM identities f WHERE f.org_id IS NOT DISTINCT FROM $1 AND f.subject_id = s.id)) AS standing`;

const isAhead = (until: string | null, at: Date): boolean => until !== null && new Date(until) > at;

/** What is told of a person: a verification that has ended, and one that was not finished in time, have expired. */
export function toldStanding(
  { kyc, kycUntil, verifiedUntil, platformUntil, onFile }: IdentityStanding,
  at: Date,
): { identityStatus: IdentityStatus; kyc: Kyc } {
  const over = (kyc === 'PENDING' || kyc === 'VERIFIED') && !isAhead(kycUntil, at);
  const known = onFile || isAhead(verifiedUntil, at);
  const identityStatus = isAhead(platformUntil, at) ? 'HUMANOS' : known ? 'KYC' : 'NONE';
  return { identityStatus, kyc: over ? 'EXPIRED' : kyc };
}
