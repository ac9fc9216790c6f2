import type { PersonAtEntry } from '../../identity';
import type { Visit } from './page-sessions';

/** The person of a visit, as they are identified; null where the level asks for nothing more than the contact. */
export function personAt({ org, entry, proof }: Visit): PersonAtEntry | null {
  const { securityLevel: level } = entry;
  if (level === 'CONTACT') return null;
  const { requestId, id: entryId, subjectId, did, expectedDocument } = entry;
  const { contact, codeSeenBy } = proof;
  return { org, requestId, entryId, subjectId, did, contact, codeSeenBy, level, expectedDocument };
}
