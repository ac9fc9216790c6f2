import type { FieldError } from '../../platform/http';
import { normaliseContact, NotAContact, type Contact } from '../subjects';
import type { ExpectedDocumentDto } from './dto/expected-document.dto';

interface Surroundings {
  contacts: Contact[];
  defaultCountry: string | null;
  /** CONTACT asks for no document. */
  asksForIdentity: boolean;
}

/** The number of the document that each contact is expected to show, by the contact; and what is wrong with the others. */
export function expectedDocuments(
  wanted: ExpectedDocumentDto[],
  { contacts, defaultCountry, asksForIdentity }: Surroundings,
): { documents: Map<string, string>; errors: FieldError[] } {
  const documents = new Map<string, string>();
  const errors: FieldError[] = [];
  const refuse = (field: string, words: string) => errors.push({ field, message: `${field} ${words}` });
  if (wanted.length > 0 && !asksForIdentity)
    refuse('expectedDocIds', 'needs a securityLevel that asks for an identity: CONTACT does not');
  wanted.forEach(({ contact, docId }, index) => {
    const path = `expectedDocIds[${index}]`;
    const value = oneForm(contact, defaultCountry);
    if (!contacts.some((asked) => asked.value === value)) refuse(`${path}.contact`, 'is not one of contacts');
    else if (documents.has(value!)) refuse(`${path}.contact`, 'is named twice');
    else if (docId.trim() === '') refuse(`${path}.docId`, 'must not be empty');
    else documents.set(value!, docId);
  });
  return { documents, errors };
}

function oneForm(contact: string, defaultCountry: string | null): string | null {
  try {
    return normaliseContact(contact, defaultCountry).value;
  } catch (error) {
    if (error instanceof NotAContact) return null;
    throw error;
  }
}
