import { readDto, type FieldError } from '../../platform/http';
import { NotAContact, normaliseContact, type Contact } from './contact';
import type { ItemStatus } from './dto/user-feedback.dto';
import { UserItemDto } from './dto/user-item.dto';
import { brokenIdentityRules, identityNumber, keptIdentity, type Identity } from './identity';

/** More than any contact has: what a feedback repeats of a contact that is none. */
const LONGEST_ECHO = 1000;

/** An item of an import that is right in itself. */
export interface ReadItem {
  contact: Contact;
  internalId: string | null;
  identity: Identity | null;
}

/** Why an item is not taken. */
export interface Refusal {
  status: Exclude<ItemStatus, 200>;
  message: string;
}

/** One item as it was read: what came as its contact, and what it says or why it is refused. */
export interface Reading {
  given: string | null;
  item?: ReadItem;
  refusal?: Refusal;
}

/** Reads the items of an import one by one: nothing here needs the database, and no item spoils another. */
export function readItems(items: unknown[], defaultCountry: string | null, now: Date): Reading[] {
  const seen = { contacts: new Map<string, number>(), identities: new Map<string, number>() };
  return items.map((raw, index) => {
    const given = givenContact(raw);
    const { item, contact, refusal } = readItem(raw, defaultCountry, now);
    const twice = repeated(seen.contacts, contact?.value, index);
    if (contact && twice !== null) return { given, refusal: { status: 407, message: contactTwice(contact, twice) } };
    if (!item) return { given, refusal };
    const earlier = repeated(seen.identities, item.identity && identityNumber(item.identity).join(), index);
    return earlier === null ? { given, item } : { given, refusal: { status: 408, message: identityTwice(earlier) } };
  });
}

type ReadOne = { contact?: Contact } & (
  { item: ReadItem; refusal?: undefined } | { item?: undefined; refusal: Refusal }
);

function readItem(raw: unknown, defaultCountry: string | null, now: Date): ReadOne {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { refusal: { status: 400, message: 'The item must be an object with a contact' } };
  }
  const { dto, errors } = readDto(UserItemDto, raw);
  const contact = readContact(dto.contact, defaultCountry, errors);
  if (dto.identity != null && errors.length === 0) errors.push(...brokenIdentityRules(dto.identity, now));
  if (errors.length > 0 || contact === undefined) return { contact, refusal: refusalOf(errors) };
  const identity = dto.identity == null ? null : keptIdentity(dto.identity);
  return { contact, item: { contact, internalId: dto.internalId ?? null, identity } };
}

function readContact(given: unknown, defaultCountry: string | null, errors: FieldError[]): Contact | undefined {
  if (typeof given !== 'string' || errors.some(({ field }) => field === 'contact')) return undefined;
  try {
    return normaliseContact(given, defaultCountry);
  } catch (error) {
    if (!(error instanceof NotAContact)) throw error;
    errors.push({ field: 'contact', message: `contact ${error.message}` });
    return undefined;
  }
}

/** The item itself comes before its identity, and of that everything before its country. */
function refusalOf(errors: FieldError[]): Refusal {
  const message = errors.map((error) => error.message).join('; ');
  if (errors.some(({ field }) => !field.startsWith('identity'))) return { status: 400, message };
  const onlyCountry = errors.every(({ field }) => field === 'identity.countryAlpha3');
  return { status: onlyCountry ? 402 : 401, message };
}

/** The index of an earlier item that says the same; otherwise remembers this one. */
function repeated(seen: Map<string, number>, value: string | null | undefined, index: number): number | null {
  if (value == null) return null;
  const earlier = seen.get(value);
  if (earlier === undefined) seen.set(value, index);
  return earlier ?? null;
}

const givenContact = (raw: unknown): string | null => {
  const contact = (raw as { contact?: unknown } | null)?.contact;
  return typeof contact === 'string' ? contact.slice(0, LONGEST_ECHO).toWellFormed() : null;
};

const contactTwice = ({ value }: Contact, earlier: number): string =>
  `contact ${value} stands at index ${earlier} of this call already: send each contact once`;
const identityTwice = (earlier: number): string =>
  `The identity (countryAlpha3 and docId) stands at index ${earlier} of this call already. When it is the same person, add ` +
  'the second contact with POST /v1/user/contact';
