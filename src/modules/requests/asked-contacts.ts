import type { FieldError } from '../../platform/http';
import { normaliseContact, NotAContact, type Contact } from '../subjects';

/**
 * The contacts of a request in their one form, repeats collapsed, in order; and what is wrong with the others: that they
 * are none, or that nothing here reaches them, which `whyUnreachable` tells.
 */
export function askedContacts(
  inputs: string[],
  defaultCountry: string | null,
  whyUnreachable: (type: Contact['type']) => string | null = () => null,
): { contacts: Contact[]; errors: FieldError[] } {
  const contacts = new Map<string, Contact>();
  const errors: FieldError[] = [];
  inputs.forEach((input, index) => {
    try {
      const contact = normaliseContact(input, defaultCountry);
      const why = whyUnreachable(contact.type);
      if (why !== null) throw new NotAContact(`(${contact.value}) cannot be reached, because ${why}`);
      if (!contacts.has(contact.value)) contacts.set(contact.value, contact);
    } catch (error) {
      if (!(error instanceof NotAContact)) throw error;
      errors.push({ field: `contacts[${index}]`, message: `contacts[${index}] ${error.message}` });
    }
  });
  return { contacts: [...contacts.values()], errors };
}
