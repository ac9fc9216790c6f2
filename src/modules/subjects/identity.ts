import { parseInstant } from '../../platform/clock';
import type { FieldError } from '../../platform/http';
import type { IdentityDto } from './dto/identity.dto';

/** Who a person is, in the one form that is kept: nothing null or absent, the day of birth without a time. */
export type Identity = IdentityDto;

/** Nobody lived longer than 122 years. What lies before is a placeholder or a slip, such as 0001-01-01. */
const LONGEST_LIFE_YEARS = 150;

/** The rules that need more than one field, or the time. */
export function brokenIdentityRules(identity: IdentityDto, now: Date): FieldError[] {
  const { birth, docId, fullDocId } = identity;
  const errors: FieldError[] = [];
  const refuse = (name: string, words: string) =>
    errors.push({ field: `identity.${name}`, message: `identity.${name} ${words}` });
  const born = parseInstant(birth) && parseInstant(birth.slice(0, 10)); // the time of day is dropped, with its zone
  if (born === null) refuse('birth', 'must be a day that exists');
  else if (born >= now) refuse('birth', 'must lie in the past');
  else if (now.getUTCFullYear() - born.getUTCFullYear() > LONGEST_LIFE_YEARS)
    refuse('birth', `must lie within the last ${LONGEST_LIFE_YEARS} years`);
  for (const name of ['issueDate', 'expiresAt'] as const) {
    if (isNoDay(identity[name])) refuse(name, 'must be a day that exists');
  }
  if (fullDocId != null && !fullDocId.startsWith(docId)) refuse('fullDocId', 'must start with docId');
  return errors;
}

/** Documents write these dates in many ways, which are kept as they are; one that is written as ISO 8601 must exist. */
const isNoDay = (text: string | null | undefined): boolean =>
  text != null && /^\d{4}-\d\d-\d\d/.test(text) && parseInstant(text) === null;

export function keptIdentity(dto: IdentityDto): Identity {
  const given = Object.entries({ ...dto, birth: dto.birth.slice(0, 10) }).filter(([, value]) => value != null);
  return Object.fromEntries(given) as unknown as Identity;
}

/** What makes two identities the same person's: country and document number, in capitals. */
export const identityNumber = ({ countryAlpha3, docId }: Identity): [country: string, number: string] => [
  countryAlpha3,
  docId.normalize('NFKC').toUpperCase(),
];
