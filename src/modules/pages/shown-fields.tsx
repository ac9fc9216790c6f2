import type { DraftAction, ShownReview } from '../requests';
import type { FormBody } from './form-body';
import { isLanguage } from './page-language';

// What a page showed goes along with its form, so that nothing else is decided by it.

const CHOICES: DraftAction[] = ['ACCEPT', 'REJECT', 'SKIP'];
const DIGEST = /^[0-9a-f]{64}$/;

/** What the page of a form shows, and in which language. */
export interface ShownPage {
  digest: string;
  pageLanguage: string;
}

/** In the form of an item, and in that of taking something back. */
export function ShownFields({ digest, pageLanguage }: ShownPage) {
  return (
    <>
      <input type="hidden" name="shown" value={digest} />
      <input type="hidden" name="shown.language" value={pageLanguage} />
    </>
  );
}

/** In the form of the last look: each item as well, for saying what is different. */
export function ShownReviewFields({ shown }: { shown: ShownReview }) {
  return (
    <>
      <ShownFields {...shown} />
      {shown.items.map((item) => (
        <ShownItemField {...item} />
      ))}
    </>
  );
}

/** An item and what had been chosen, by which the next look says what is different. */
export const ShownItemField = ({ choice, digest }: ShownReview['items'][number]) => (
  <input type="hidden" name="shown.item" value={`${choice ?? 'OPEN'}.${digest}`} />
);

/** The digest that a form brought; undefined in a form of an earlier version. */
export const shownIn = (body: FormBody): string | undefined => body.text('shown') || undefined;

/** The language that the page of a form was shown in; undefined in a form of an earlier version. */
export function shownLanguageIn(body: FormBody): string | undefined {
  const language = body.text('shown.language');
  return isLanguage(language) ? language : undefined;
}

/** The last look that a form brought; null where it is none of ours. */
export function shownReviewIn(body: FormBody): ShownReview | null {
  const [digest, pageLanguage] = [body.text('shown'), shownLanguageIn(body)];
  if (!DIGEST.test(digest) || !pageLanguage) return null;
  return { digest, pageLanguage, items: shownItemsIn(body) };
}

export const shownItemsIn = (body: FormBody): ShownReview['items'] =>
  body.all('shown.item').map((item) => {
    const [choice, digest = ''] = item.split('.');
    return { choice: CHOICES.find((known) => known === choice) ?? null, digest };
  });
