import type { FieldError } from '../../platform/http';
import { normaliseContact, NotAContact, type Contact } from '../subjects';

/** The contacts of a request in their one form, repeats collapsed, in order; and what is wrong with the others. */
export function askedContacts(
  inputs: string[],
  defaultCountry: string | null,
): { contacts: Contact[]; errors: FieldError[] } {
  const contacts = new Map<string, Contact>();
  const errors: FieldError[] = [];
  inputs.forEach((input, index) => {
    try {
      const contact = normaliseContact(input, defaultCountry);
      if (!contacts.has(contact.value)) contacts.set(contact.value, contact);
    } catch (error) {
      if (!(error instanceof NotAContact)) throw error;
      errors.push({ field: `contacts[${index}]`, message: `contacts[${index}] ${error.message}` });
    }
  });
  return { contacts: [...contacts.values()], errors };
}
