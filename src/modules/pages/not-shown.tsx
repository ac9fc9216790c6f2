import type { AnsweringItem } from '../requests';
import type { Language } from './language';

/** Above a page whose picture lacks something of it, with the way to the file. */
export function NotShownOnPage({ language, path }: { language: Language; path: string }) {
  const { sign } = language.words;
  return (
    <p class="warning not-shown">
      {sign.notWhole}{' '}
      <a href={`${path}/document`} target="_blank" rel="noopener">
        {sign.openDocument}
      </a>
    </p>
  );
}

/** Before a choice or a decision: which pages were not seen whole. */
export function NotShownBefore({ language, item, path }: { language: Language; item: AnsweringItem; path: string }) {
  const { sign } = language.words;
  const lacking = item.notShown ?? [];
  if (lacking.length === 0) return null;
  const numbers = new Intl.NumberFormat(language.tag);
  const named = lacking.flatMap(({ page }) =>
    page === null ? [] : [sign.onPage.replace('{n}', () => numbers.format(page))],
  );
  const pages = new Intl.ListFormat(language.tag).format(named.slice(0, MOST_NAMED));
  return (
    <p class="warning not-shown">
      {sign.notWholeBefore}
      {named.length > 0 && ` (${pages}${named.length > MOST_NAMED ? ' …' : ''})`}{' '}
      <a href={`${path}/document`} target="_blank" rel="noopener">
        {sign.openDocument}
      </a>
    </p>
  );
}

const MOST_NAMED = 10;
