import { parseInstant } from '../../../platform/clock';
import { alpha3 } from '../country-codes';
import type { FailureReason, ToldFacts } from '../provider';
import { IDENTITY_FIELDS, type VerifiedIdentity } from '../verified-identity';
import type { OidcSettings } from './oidc-settings';

type Json = Record<string, unknown>;
export type ReadIdentity = { identity: VerifiedIdentity; facts: ToldFacts } | FailureReason;

/** As long as the contract allows a field to be. */
const LONGEST = 50;
const LONGEST_NAME = 200;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;

/**
 * Who the claims of a provider say a person is. With `verifiedClaims` only what lies inside `verified_claims` of the right
 * framework and assurance counts (OpenID Connect for Identity Assurance 1.0); without them, the claims as they are mapped.
 */
export function identityFromClaims(claims: Json, settings: OidcSettings): ReadIdentity {
  if (!settings.verifiedClaims) return whole(fields(claims, settings), {});
  const verified = verifiedElement(claims.verified_claims, settings.verifiedClaims);
  if (!verified) return 'assurance_too_low';
  const { verification } = verified;
  const facts: ToldFacts = {
    trustFramework: settings.verifiedClaims.trustFramework,
    ...(textOf(verification.assurance_level) && { assuranceLevel: textOf(verification.assurance_level) }),
    ...(textOf(verification.time) && { assertedAt: textOf(verification.time) }),
  };
  return whole({ ...documentIn(verification), ...fields(verified.claims, settings) }, facts);
}

/** The one among several that is vouched for as it has to be. */
function verifiedElement(
  value: unknown,
  wanted: NonNullable<OidcSettings['verifiedClaims']>,
): { verification: Json; claims: Json } | undefined {
  const elements = Array.isArray(value) ? value.slice(0, 20) : [value];
  return elements
    .filter(
      (element): element is { verification: Json; claims: Json } =>
        isObject(element) && isObject(element.verification) && isObject(element.claims),
    )
    .find(
      ({ verification: { trust_framework, assurance_level } }) =>
        trust_framework === wanted.trustFramework &&
        (wanted.assuranceLevels.length === 0 || wanted.assuranceLevels.includes(assurance_level as string)),
    );
}

/** The document that a person was identified with. */
function documentIn({ evidence }: Json): Partial<VerifiedIdentity> {
  const listed: unknown[] = Array.isArray(evidence) ? evidence.slice(0, 20) : [];
  const details = listed.filter(isObject).find(({ type }) => type === 'document')?.document_details;
  if (!isObject(details)) return {};
  const issuer = isObject(details.issuer) ? details.issuer : {};
  return {
    docId: textOf(details.document_number),
    expiresAt: textOf(details.date_of_expiry),
    issueDate: textOf(details.date_of_issuance),
    documentType: textOf(details.type),
    countryAlpha3: alpha3(issuer.country_code ?? issuer.country),
  };
}

function fields(claims: Json, settings: OidcSettings): Partial<VerifiedIdentity> {
  const read = IDENTITY_FIELDS.flatMap((field) => {
    const parts = (settings.claims[field] ?? []).map((name) => textOf(claims[name]));
    if (parts.length === 0 || parts.some((part) => part === undefined)) return [];
    const text = parts.join(' ');
    return [[field, field === 'countryAlpha3' ? alpha3(text) : text]];
  });
  return Object.fromEntries(read) as Partial<VerifiedIdentity>;
}

/** Name and a day of birth that exists, and nothing that is too long to be kept. */
function whole(given: Partial<VerifiedIdentity>, facts: ToldFacts): ReadIdentity {
  const kept = Object.entries(given).filter(
    ([field, value]) => value !== undefined && value.length <= (field === 'fullName' ? LONGEST_NAME : LONGEST),
  );
  const identity = Object.fromEntries(kept) as Partial<VerifiedIdentity>;
  const { fullName, birth } = identity;
  if (!fullName || !birth || !/^\d{4}-\d\d-\d\d$/.test(birth) || parseInstant(birth) === null) return 'incomplete';
  return { identity: { ...identity, fullName, birth }, facts };
}
