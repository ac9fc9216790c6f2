import type { UserDto } from './dto/user.dto';
import type { Identity } from './identity';
import { toldStanding } from './identity-status';
import type { FoundSubject } from './subject-name';
import type { KnownContact } from './subjects.service';

/** A person as the API shows them. */
export const userView = (
  { did, internalId, standing }: FoundSubject,
  contacts: KnownContact[],
  at: Date,
  identity: Identity | null = null,
): UserDto => ({
  contacts: contacts.map(({ value, type, verifiedAt }) => ({
    contact: value,
    verified: verifiedAt !== null,
    did,
    type,
  })),
  ...toldStanding(standing, at),
  ...(identity && { identity }),
  ...(internalId !== null && { internalId }),
});
