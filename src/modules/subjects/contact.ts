import { isEmail } from 'class-validator';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** How a person is reached. */
export interface Contact {
  type: 'EMAIL' | 'PHONE';
  /** An e-mail address in lower case, or a phone number in E.164. */
  value: string;
}

/** Why something is not a contact, as the end of a sentence that starts with the field's name. */
export class NotAContact extends Error {}

const LONGEST_CONTACT = 254;

/**
 * The one form of an e-mail address or a phone number: spaces stripped, addresses in lower case, numbers in E.164 and
 * valid for their country. A number without a country code needs `defaultCountry` (ISO 3166-1 alpha-2).
 */
export function normaliseContact(input: string, defaultCountry: string | null): Contact {
  const text = input.replace(/[\s\u200b\u2060\ufeff]+/g, '');
  if (text === '') throw new NotAContact('must not be empty');
  if (text.length > LONGEST_CONTACT) throw new NotAContact(`must have at most ${LONGEST_CONTACT} characters`);
  return text.includes('@') ? emailAddress(text) : phoneNumber(text, defaultCountry);
}

function emailAddress(text: string): Contact {
  const value = text.normalize('NFC').toLowerCase();
  if (!isEmail(value)) throw new NotAContact('is not a valid e-mail address');
  return { type: 'EMAIL', value };
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
