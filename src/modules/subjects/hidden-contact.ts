import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Contact } from './contact';

/**
 * A contact that its owner recognises and a stranger cannot use: `a•••@example.com`, `+351 ••• •• 678`. The dots say
 * nothing of how much they hide.
 */
export function hiddenContact({ type, value }: Contact): string {
  if (type === 'PHONE') {
    const country = parsePhoneNumberFromString(value)?.countryCallingCode;
    return `${country ? `+${country} ` : ''}••• •• ${value.slice(-3)}`;
  }
  const at = value.lastIndexOf('@');
  return `${[...value][0]}•••${value.slice(at)}`;
}
