import type { CallingOrganization } from '../../platform/http';
import type { CreatedRequest } from './dto/created-request.dto';
import type { StoredRequest } from './store-request';

/** The answer to a create. Codes and links are in it only where the organization may know them. */
export function createdRequest(
  { id, credentials, entries }: StoredRequest,
  codeDelivery: CallingOrganization['codeDelivery'],
): CreatedRequest {
  return {
    id,
    credentials: credentials.map(({ id: credentialId, type, name, internalId }) => ({
      id: credentialId,
      resourceType: type,
      status: 'PENDING',
      name,
      internalId,
    })),
    subjects: entries.map(({ id: entryId, contact, person, code, link }) => ({
      contact: contact.value,
      did: person.did,
      ...(codeDelivery !== 'SEND' && { code, link }),
      contactType: contact.type,
      id: entryId,
    })),
  };
}
