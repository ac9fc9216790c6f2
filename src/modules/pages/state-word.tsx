import type { ItemState } from './item-state';
import type { PageWords } from './language';

const SIGNS: Record<ItemState, string> = {
  open: '',
  accepted: 'm5 12.5 4.5 4.5L19 7.5',
  rejected: 'M6.5 6.5l11 11m0-11-11 11',
  skipped: 'M5 12h14',
  withdrawn: 'M9 6 4 11l5 5M4 11h10a5 5 0 0 1 0 10h-2',
  closed: 'M5 12h14',
};

/** Where an item stands, in a word and a sign. */
export function StateWord({ words, state }: { words: PageWords; state: ItemState }) {
  return (
    <span class={`state ${state}`}>
      {SIGNS[state] && (
        <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" focusable="false">
          <path d={SIGNS[state]} />
        </svg>
      )}
      {words.list.states[state]}
    </span>
  );
}
