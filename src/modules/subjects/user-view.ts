import type { UserDto } from './dto/user.dto';
import type { Identity } from './identity';
import type { KnownSubject } from './subject-name';
import type { KnownContact } from './subjects.service';

/** A person as the API shows them. */
export const userView = (
  { did, internalId }: KnownSubject,
  contacts: KnownContact[],
  identity: Identity | null = null,
): UserDto => ({
  contacts: contacts.map(({ value, type, verifiedAt }) => ({
    contact: value,
    verified: verifiedAt !== null,
    did,
    type,
  })),
  ...(identity && { identity }),
  ...(internalId !== null && { internalId }),
});
