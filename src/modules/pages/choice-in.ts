import type { AnsweringItem, DraftAction, NewDraft } from '../requests';
import type { FormBody } from './form-body';
import { marksGiven, marksOf } from './marks-given';
import { shownIn, shownLanguageIn } from './shown-fields';

const ACTIONS: DraftAction[] = ['ACCEPT', 'REJECT', 'SKIP'];
const LONGEST_REASON = 1000;

/**
 * The choice that a form brought, with everything that was typed, whatever it is; new files only with an acceptance. A form
 * without a choice accepts nothing: it is taken for a skip, which required items refuse.
 */
export function choiceIn(body: FormBody, item: AnsweringItem, pageLanguage: string): NewDraft {
  const action = ACTIONS.find((known) => known === body.text('do')) ?? 'SKIP';
  const { files, ...content } = contentIn(body, item);
  return {
    ...shownWith(body, pageLanguage),
    credentialId: item.credentialId,
    action,
    ...content,
    ...(action === 'ACCEPT' && { files }),
  };
}

/** What is being filled in still: no choice yet. */
export const unfinishedIn = (body: FormBody, item: AnsweringItem, pageLanguage: string): NewDraft => ({
  ...shownWith(body, pageLanguage),
  ...{ credentialId: item.credentialId, action: 'ACCEPT', unfinished: true },
  ...contentIn(body, item),
});

/** What the page showed, in the language in which it was shown: another may have been chosen elsewhere since. */
const shownWith = (body: FormBody, pageLanguage: string): Pick<NewDraft, 'pageLanguage' | 'shown'> => ({
  pageLanguage: shownLanguageIn(body) ?? pageLanguage,
  shown: shownIn(body),
});

/** The path of the list to which one more row was asked for. */
export function growingList(body: FormBody, { type }: AnsweringItem): string | undefined {
  return type === 'FORM' ? /^MORE (\d{1,4}(?:\.\d{1,4}){0,8})$/.exec(body.text('do'))?.[1] : undefined;
}

/** What was typed, and the files that stay: by path. */
function answersGiven(body: FormBody): Map<string, string[]> {
  const removed = body.below('remove.');
  return new Map([...body.below('a.')].filter(([path]) => !removed.has(path)));
}

function contentIn(
  body: FormBody,
  { type, places }: AnsweringItem,
): Pick<NewDraft, 'reason' | 'answers' | 'files' | 'marks'> {
  const reason = body.text('reason').trim().slice(0, LONGEST_REASON) || undefined;
  if (type === 'FORM') return { reason, answers: answersGiven(body), files: body.filesBelow('f.') };
  return { reason, ...(type === 'DOCUMENT' && { marks: marksOf(marksGiven(body, places), places) }) };
}
