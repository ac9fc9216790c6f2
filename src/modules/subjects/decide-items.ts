import type { ReadItem, Refusal } from './read-items';

/** What the database knows about an item of an import at this moment. */
export interface Standing {
  /** Who is reached by its contact. */
  subjectId: string | null;
  hasIdentity: boolean;
  /** Their internal id until now. */
  internalId: string | null;
  /** Who has its internal id. */
  internalIdOf: string | null;
  /** Whose its identity is. */
  identityOf: string | null;
}

/**
 * Which items are taken (null) and which are refused, in their order: what an earlier item takes is taken for the later
 * ones. A person who is not known yet goes by the contact: within one call every contact stands once.
 */
export function decideItems(items: ReadItem[], standings: Standing[]): (Refusal | null)[] {
  const filed = new Set<string>();
  const namedTo = new Map<string, string>();
  const nameOf = new Map<string, string>();
  return items.map((item, index) => {
    const standing = standings[index];
    const person = standing.subjectId ?? item.contact.value;
    const refusal =
      refusalOfIdentity(item, standing, filed.has(person)) ??
      refusalOfName(item, standing.internalIdOf ?? namedTo.get(item.internalId ?? ''), person, nameOf.get(person));
    if (refusal) return refusal;
    if (item.identity) filed.add(person);
    if (item.internalId !== null) {
      namedTo.set(item.internalId, person);
      nameOf.set(person, item.internalId);
    }
    return null;
  });
}

function refusalOfIdentity({ identity }: ReadItem, standing: Standing, filedJustNow: boolean): Refusal | null {
  if (identity === null) return null;
  if (standing.hasIdentity || filedJustNow) {
    return {
      status: 410,
      message: 'This user has an identity on file already, and it stays. Leave identity out to change the rest',
    };
  }
  if (standing.identityOf === null) return null;
  return {
    status: 409,
    message:
      'This identity (countryAlpha3 and docId) belongs to another user. When it is the same person, add this contact to ' +
      'that user with POST /v1/user/contact',
  };
}

function refusalOfName(
  { internalId }: ReadItem,
  owner: string | undefined,
  person: string,
  namedJustNow: string | undefined,
): Refusal | null {
  if (internalId === null) return null;
  if (owner !== undefined && owner !== person) {
    return {
      status: 409,
      message:
        `internalId ${internalId} belongs to another user. When it is the same person, add this contact to that user with ` +
        'POST /v1/user/contact; otherwise use another internalId',
    };
  }
  if (namedJustNow === undefined || namedJustNow === internalId) return null;
  return { status: 409, message: `This user was given the internalId ${namedJustNow} earlier in this call` };
}
