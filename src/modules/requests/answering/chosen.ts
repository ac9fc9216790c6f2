import {
  afterDecision,
  credentialStatus,
  type AskedCredential,
  type AskedPlace,
  type CredentialStatus,
} from '../../credentials';
import type { KeptDraft } from './drafts';
import type { HeldRequest } from './lock-request';

/** A choice that is about to become a decision. */
export interface Choice {
  credential: AskedCredential;
  draft: KeptDraft & { action: 'ACCEPT' | 'REJECT' };
  /** Where this person was to sign and fill in; null unless it is a DOCUMENT. */
  places: Omit<AskedPlace, 'credentialId'>[] | null;
  becomes: CredentialStatus;
  /** Where it is among all that is asked, from 0. */
  index: number;
}

/**
 * What one person has chosen of what is still open to this person, and what still needs a choice. What is optional and
 * was not chosen is skipped.
 */
export function chosen(
  { asked, decisions, people }: HeldRequest,
  drafts: ReadonlyMap<string, KeptDraft>,
  places: AskedPlace[],
  subjectId: string,
  now: Date,
): { choices: Choice[]; missing: string[] } {
  const choices: Choice[] = [];
  const missing: string[] = [];
  for (const [index, credential] of asked.entries()) {
    const made = decisions.filter(({ credentialId }) => credentialId === credential.id);
    const open = credentialStatus(credential, now).status === 'PENDING';
    if (!open || made.some((decision) => decision.subjectId === subjectId)) continue;
    const draft = drafts.get(credential.id);
    if (isDecision(draft)) {
      const accepted = made.filter(({ action }) => action === 'ACCEPT').length + 1;
      const becomes = afterDecision(draft.action, accepted, people.length);
      choices.push({ credential, draft: asDecided(draft), places: placesOn(credential, places), becomes, index });
    } else if (credential.required) missing.push(credential.id);
  }
  return { choices, missing };
}

/** A reject takes no answers along, and an acceptance no reason: both may have been typed before. */
const asDecided = (draft: Choice['draft']): Choice['draft'] =>
  draft.action === 'ACCEPT' ? { ...draft, reason: null } : { ...draft, answers: null, marks: [] };

const placesOn = ({ id, type }: AskedCredential, places: AskedPlace[]): Choice['places'] =>
  type === 'DOCUMENT' ? places.flatMap(({ credentialId, ...place }) => (credentialId === id ? [place] : [])) : null;

const isDecision = (draft: KeptDraft | undefined): draft is Choice['draft'] =>
  draft?.complete === true && draft.action !== 'SKIP';
