import { domainToASCII } from 'node:url';
import { isEmail } from 'class-validator';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { domainNamed } from './domain';

/** How a person is reached. */
export interface Contact {
  type: 'EMAIL' | 'PHONE';
  /** An e-mail address in its one form, or a phone number in E.164. */
  value: string;
}

/** Why something is not a contact, as the end of a sentence that starts with the field's name. */
export class NotAContact extends Error {}

const LONGEST_CONTACT = 254;

/** What nobody sees: spaces, format characters, and letters that are there to be blank. */
const INVISIBLE = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * The one form of an e-mail address or a phone number: without what nobody sees, the domain decoded and its letters small,
 * numbers in E.164 and valid for their country. A number without a country code needs `defaultCountry` (ISO 3166-1 alpha-2).
 */
export function normaliseContact(input: string, defaultCountry: string | null): Contact {
  const text = input.replace(INVISIBLE, '');
  if (text === '') throw new NotAContact('must not be empty');
  if (text.length > LONGEST_CONTACT) throw new NotAContact(`must have at most ${LONGEST_CONTACT} characters`);
  return text.includes('@') ? emailAddress(text) : phoneNumber(text, defaultCountry);
}

/**
 * Before the last @ only ASCII is taken, and nothing in quotes: whether more arrives depends on every server on the way. Only
 * ASCII letters are made small: no other letter becomes one of them.
 */
function emailAddress(text: string): Contact {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (/^"|"$/.test(local))
    throw new NotAContact('must have nothing in quotes before the @: not every mail server takes it');
  if (/[^\x00-\x7f]/.test(local))
    throw new NotAContact('must have letters of ASCII only before the @: not every mail server takes others');
  const known = domainNamed(domain);
  const value = `${local.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}@${known?.shown}`;
  if (!known || !isEmail(`${local}@${known.ascii}`) || value.length > LONGEST_CONTACT)
    throw new NotAContact('is not a valid e-mail address');
  return { type: 'EMAIL', value };
}

/**
 * What two spellings of one contact have in common, also of those that were stored before their one form was what it is now.
 * For comparing only: it is not what is stored or written to.
 */
export function likenessOf(stored: string): string {
  const text = stored.replace(INVISIBLE, '');
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  return `${text.slice(0, at).normalize('NFC').toLowerCase()}@${domainToASCII(text.slice(at + 1))}`;
}

function phoneNumber(text: string, defaultCountry: string | null): Contact {
  const international = text.startsWith('00') ? `+${text.slice(2)}` : text;
  if (!international.startsWith('+') && defaultCountry === null) {
    if (!/^[\d()./-]+$/.test(text)) throw new NotAContact('is neither an e-mail address nor a phone number');
    throw new NotAContact('needs a country code, e.g. +351912345678');
  }
  const number = parsePhoneNumberFromString(international, (defaultCountry as CountryCode | null) ?? undefined);
  if (!number) throw new NotAContact('is neither an e-mail address nor a phone number');
  if (!number.isValid() || number.ext) throw new NotAContact('is not a valid phone number');
  return { type: 'PHONE', value: number.number };
}
