import { credentialStatus, type AskedCredential, type StoredDecision } from '../../credentials';

/**
 * Whether a person may take back what was given: a consent, or a mandate (a JSON with a scope), that this person accepted
 * and that still stands. It may be taken back as long as it could be relied on, whatever has become of the request.
 */
export function withdrawal(
  credential: Pick<AskedCredential, 'type' | 'scope' | 'status' | 'statusReason' | 'answerableUntil' | 'validUntil'>,
  made: Pick<StoredDecision, 'action' | 'withdrawnAt'> | undefined,
  now: Date,
): 'possible' | 'already' | 'not_given' {
  const given = credential.type === 'CONSENT' || (credential.type === 'JSON' && credential.scope !== null);
  if (!given || made?.action !== 'ACCEPT') return 'not_given';
  if (made.withdrawnAt !== null || credential.status === 'REVOKED') return 'already';
  if (credential.status === 'REJECTED') return 'not_given';
  // While others have not answered yet, the request's end does not matter: what this person gave is taken back.
  const outlived = credential.status === 'APPROVED' && credentialStatus(credential, now).status !== 'APPROVED';
  return outlived ? 'already' : 'possible';
}
