import type { AnsweringItem } from '../requests';
import type { Language } from './language';
import { Moment } from './sentence';

/** What an item allows and for how long, where it says so. */
export function ItemFacts({ language, item }: { language: Language; item: AnsweringItem }) {
  const { item: words } = language.words;
  const facts = [
    { words: words.scope, shown: item.scope && <code>{item.scope}</code> },
    { words: words.validFrom, shown: item.validFrom && <Moment date={item.validFrom} tag={language.tag} /> },
    { words: words.validUntil, shown: item.validUntil && <Moment date={item.validUntil} tag={language.tag} /> },
  ].filter(({ shown }) => shown);
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div>
          <dt>{fact.words}</dt>
          <dd>{fact.shown}</dd>
        </div>
      ))}
    </dl>
  );
}
