import { statement, type Transaction } from '../../platform/database';
import { Problem, type OrganizationId } from '../../platform/http';
import { STANDING, type IdentityStanding } from './identity-status';
import { NotAContact, normaliseContact, type Contact } from './contact';

/** Somebody, by one of the three ways to name them. */
export interface SubjectName {
  contact?: string;
  did?: string;
  internalId?: string;
}

/** A person that an organization knows. */
export interface KnownSubject {
  subjectId: string;
  did: string;
  /** The organization's own id for the person. */
  internalId: string | null;
}

/** The same, with how they are known. */
export interface FoundSubject extends KnownSubject {
  standing: IdentityStanding;
}

export const KNOWN_SUBJECT_COLUMNS = 's.id AS "subjectId", s.did, s.internal_id AS "internalId"';

const FIND = statement(
  'subjects.find',
  `WITH named AS MATERIALIZED (SELECT coalesce(
     (SELECT c.subject_id FROM contacts c WHERE c.org_id = $1 AND c.value = $2),
     (SELECT d.id FROM subjects d WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.did = $3),
     (SELECT i.id FROM subjects i WHERE i.org_id = $1 AND i.internal_id = $4)) AS id)
   SELECT ${KNOWN_SUBJECT_COLUMNS}, ${STANDING} FROM named JOIN subjects s ON s.id = named.id WHERE s.org_id IS NOT DISTINCT FROM $1`,
);

const WAYS = ['contact', 'did', 'internalId'] as const;

/** The name that a call gives, with its contact in its one form; a 400 unless it gives exactly one. */
export function readSubjectName(given: SubjectName, defaultCountry: string | null): SubjectName {
  const ways = WAYS.filter((way) => given[way] != null);
  if (ways.length !== 1) {
    const message = 'Give exactly one of contact, did and internalId';
    throw Problem.invalid((ways.length === 0 ? WAYS : ways).map((field) => ({ field, message })));
  }
  const [way] = ways;
  return way === 'contact'
    ? { contact: readContact('contact', given.contact!, defaultCountry).value }
    : { [way]: given[way] };
}

/** The contact in its one form; a 400 that names the field when it is none. */
export function readContact(field: string, given: string, defaultCountry: string | null): Contact {
  try {
    return normaliseContact(given, defaultCountry);
  } catch (error) {
    if (error instanceof NotAContact) throw Problem.invalid([{ field, message: `${field} ${error.message}` }]);
    throw error;
  }
}

/** Who that is; a 404 when this organization knows nobody of that name. */
export async function findSubject(tx: Transaction, org: OrganizationId, name: SubjectName): Promise<FoundSubject> {
  const { contact = null, did = null, internalId = null } = name;
  const [found] = await tx.query<FoundSubject & object>(FIND, [org, contact, did, internalId]);
  if (!found) throw new Problem('not_found', 'User not found');
  return found;
}
