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
    ...(type === 'FORM' && answered(body)),
    ...(type === 'DOCUMENT' && { marks: marksOf(marksGiven(body, places), places) }),
  };
}

/** The answers of a form that is being filled in still: no choice yet. */
export const unfinishedIn = (body: FormBody, { credentialId }: AnsweringItem): NewDraft => ({
  ...{ credentialId, action: 'ACCEPT', unfinished: true },
  ...answered(body),
});

/** What was typed, and the files that stay: by path. */
export function answersGiven(body: FormBody): Map<string, string[]> {
  const removed = body.below('remove.');
  return new Map([...body.below('a.')].filter(([path]) => !removed.has(path)));
}

const answered = (body: FormBody): Pick<NewDraft, 'answers' | 'files'> => ({
  answers: answersGiven(body),
  files: body.filesBelow('f.'),
});
