import type { AnsweringItem, DraftAction, NewDraft } from '../requests';
import type { FormBody } from './form-body';
import { marksGiven, marksOf } from './marks-given';

const ACTIONS: DraftAction[] = ['ACCEPT', 'REJECT', 'SKIP'];
const LONGEST_REASON = 1000;

/** The choice that a form brought. A form without a choice accepts nothing: it is taken for a skip, which required items refuse. */
export function choiceIn(body: FormBody, item: AnsweringItem): NewDraft {
  const { credentialId, type, places } = item;
  const action = ACTIONS.find((known) => known === body.text('do')) ?? 'SKIP';
  if (action === 'REJECT')
    return { credentialId, action, reason: body.text('reason').trim().slice(0, LONGEST_REASON) || undefined };
  if (action === 'SKIP') return { credentialId, action };
  return {
    credentialId,
    action,
    ...(type === 'FORM' && { answers: body.below('a.') }),
    ...(type === 'DOCUMENT' && { marks: marksOf(marksGiven(body, places), places) }),
  };
}
