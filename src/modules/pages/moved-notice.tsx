import { choiceOf, type AnsweringItem, type DraftAction, type Moved } from '../requests';
import { isolated } from '../../platform/pages';
import type { Frame } from './frame';
import { CHOSEN_STATES, stateOf } from './item-state';

interface MovedNoticeProps {
  frame: Frame;
  items: AnsweringItem[];
  moved: Moved;
}

/** Above a page that is shown again because it was not as it had been shown: what is different, in words. */
export function MovedNotice({ frame, items, moved }: MovedNoticeProps) {
  const { moved: words } = frame.language.words;
  const changed = moved.items.flatMap(({ index, was }) => (items[index] ? [{ item: items[index], was }] : []));
  return (
    <div class="problems" role="alert" tabIndex={-1} id="problems" data-focus>
      <p>{words.nothing}</p>
      {(changed.length > 0 || moved.language) && (
        <ul>
          {moved.language && <li>{words.language}</li>}
          {changed.map(({ item, was }) => (
            <li>
              <bdi>{item.name}</bdi>: {differenceOf(frame, item, was)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function differenceOf({ language: { words, direction } }: Frame, item: AnsweringItem, was: DraftAction | null): string {
  const { states } = words.list;
  if (choiceOf(item) === was && item.status === 'PENDING') return words.moved.content;
  const before = states[was === null ? 'open' : CHOSEN_STATES[was]];
  return words.moved.choice(isolated(before, direction), isolated(states[stateOf(item)], direction));
}
