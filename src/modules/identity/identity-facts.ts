import type { Fact } from '../evidence';
import type { PersonAtEntry, Verification } from './verification';

/** A fact of the identification of a person: whose, by whom, for which level; never who the person is. */
export const identityFact = (
  kind: 'identity.verified' | 'identity.failed' | 'identity.passed_on',
  { requestId, entryId, did, contact, codeSeenBy, level }: PersonAtEntry,
  { id, provider, providerKind }: Pick<Verification, 'id' | 'provider' | 'providerKind'>,
  told: object,
  at: Date,
): Fact => ({
  kind,
  subjectId: requestId,
  occurredAt: at,
  details: { requestId, entryId, did, contact, codeSeenBy, level, verificationId: id, provider, providerKind, ...told },
});
