import { parseInstant } from '../../platform/clock';
import type { FieldError } from '../../platform/http';
import type { IdentityDto } from './dto/identity.dto';

/** Who a person is, in the one form that is kept: nothing null or absent, the day of birth without a time. */
export type Identity = IdentityDto;

/** The rules that need more than one field, or the time. */
export function brokenIdentityRules({ birth, docId, fullDocId }: IdentityDto, now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const born = bornOn(birth);
  if (born === null) errors.push({ field: 'identity.birth', message: 'identity.birth must be a day that exists' });
  else if (born >= now) errors.push({ field: 'identity.birth', message: 'identity.birth must lie in the past' });
  if (fullDocId != null && !fullDocId.startsWith(docId)) {
    errors.push({ field: 'identity.fullDocId', message: 'identity.fullDocId must start with docId' });
  }
  return errors;
}

/** Midnight (UTC) of the day; null when the calendar has no such day, like 30 February. */
function bornOn(birth: string): Date | null {
  const day = parseInstant(birth.slice(0, 10));
  return day?.toISOString().startsWith(birth.slice(0, 10)) ? day : null;
}

export function keptIdentity(dto: IdentityDto): Identity {
  const given = Object.entries({ ...dto, birth: dto.birth.slice(0, 10) }).filter(([, value]) => value != null);
  return Object.fromEntries(given) as unknown as Identity;
}

/** What makes two identities the same person's: country and document number, in capitals. */
export const identityNumber = ({ countryAlpha3, docId }: Identity): [country: string, number: string] => [
  countryAlpha3,
  docId.normalize('NFKC').toUpperCase(),
];
