import { counted } from '../../platform/pages';
import { choiceOf, type Answering, type AnsweringItem } from '../requests';
import { DocumentsAt } from './field-list';
import type { Frame } from './frame';
import { ItemContent } from './item-content';
import { ItemFacts } from './item-facts';
import { becameOf, isUndecided, stateOf } from './item-state';
import type { ItemView } from './item-view';
import { Level } from './list-page';
import { mainMark } from './marks-given';
import { MovedNotice } from './moved-notice';
import { NotShownBefore } from './not-shown';
import { PageShell } from './page-shell';
import { placeFieldId, placeProblem } from './place-fields';
import { placeName } from './place-names';
import { asksForFiles, labelAt } from './question-fields';
import { inputId, problemWords } from './question-parts';
import { ShownFields, ShownItemField, type ShownPage } from './shown-fields';
import { StateWord } from './state-word';

export interface ItemProps {
  frame: Frame;
  answering: Answering;
  index: number;
  view: ItemView;
  /** What this page shows, for the form to bring back. */
  shown: ShownPage;
}

const CHOICE = 'choice';

/** One thing that is asked: what it says, and the choice. */
export function ItemPage({ frame, answering, index, view, shown }: ItemProps) {
  const { language } = frame;
  const item = answering.items[index];
  const open = isUndecided(item) && answering.state === 'OPEN' && !answering.finished && answering.levelMet;
  return (
    <PageShell
      language={language}
      title={item.name}
      frame={frame}
      form={open ? CHOICE : undefined}
      scripts={item.type === 'DOCUMENT' ? ['document.js'] : undefined}
    >
      <Position frame={frame} answering={answering} index={index} />
      <h1>
        <bdi>{item.name}</bdi>
      </h1>
      {item.description && (
        <p class="lead as-written" dir="auto" lang={frame.contentTag}>
          {item.description}
        </p>
      )}
      <ItemFacts language={language} item={item} />
      <Level frame={frame} answering={answering} />
      <DocumentsAt.Provider value={`${frame.base}/answer/${index + 1}/document`}>
        {open ? (
          <ChoiceForm frame={frame} answering={answering} index={index} view={view} shown={shown} />
        ) : (
          <>
            <Standing frame={frame} item={item} />
            <ItemContent frame={frame} answering={answering} index={index} view={view} readOnly />
          </>
        )}
      </DocumentsAt.Provider>
    </PageShell>
  );
}

function Position({ frame, answering, index }: Omit<ItemProps, 'view' | 'shown'>) {
  const { item: words } = frame.language.words;
  const numbers = new Intl.NumberFormat(frame.language.tag);
  return (
    <p class="position">
      <a href={`${frame.base}/answer`}>{words.back}</a>
      <span class="quiet">{words.position(numbers.format(index + 1), numbers.format(answering.items.length))}</span>
    </p>
  );
}

/** What became of an item that is not to be chosen any more. */
function Standing({ frame, item }: { frame: Frame; item: AnsweringItem }) {
  const state = stateOf(item);
  const became = becameOf(item);
  if (state === 'open') return null;
  return (
    <p class="standing">
      <StateWord words={frame.language.words} state={state} />
      {state === 'closed' && <span>{frame.language.words.item.closed}</span>}
      {became && <span>{frame.language.words.done.became[became](frame.organization)}</span>}
    </p>
  );
}

function ChoiceForm({ frame, answering, index, view, shown }: ItemProps) {
  const { item: words } = frame.language.words;
  const item = answering.items[index];
  const signs = item.places.some(({ type }) => mainMark(type));
  return (
    <form
      id={CHOICE}
      class="choose"
      method="post"
      action={`${frame.base}/answer/${index + 1}`}
      encType={item.type === 'FORM' && asksForFiles(item.data) ? 'multipart/form-data' : undefined}
      noValidate
      data-once
    >
      <ShownFields {...shown} />
      <ShownItemField choice={choiceOf(item)} digest={shown.digest} />
      {view.moved && <MovedNotice frame={frame} items={answering.items} moved={view.moved} />}
      <Problems frame={frame} item={item} view={view} />
      {item.draft && !view.problem && view.answers.grow === undefined && view.answers.errors.size === 0 && (
        <p class="news">{words.chosen[item.draft.action]}</p>
      )}
      <ItemContent frame={frame} answering={answering} index={index} view={view} />
      <NotShownBefore language={frame.language} item={item} path={`${frame.base}/answer/${index + 1}`} />
      <div class="act">
        <button class="button wide" name="do" value="ACCEPT">
          {signs ? words.sign : words.accept[item.type]}
        </button>
        {!item.required && (
          <button class="button wide quiet-button" name="do" value="SKIP">
            {words.skip}
          </button>
        )}
        <p class="after">{words.notFinal}</p>
      </div>
      <Reject frame={frame} item={item} view={view} />
    </form>
  );
}

function Reject({ frame, item, view }: { frame: Frame; item: AnsweringItem; view: ItemView }) {
  const { item: words } = frame.language.words;
  return (
    <details class="reject" open={item.draft?.action === 'REJECT' || view.reason !== ''}>
      <summary>{words.rejectTitle}</summary>
      <label for="reason">{words.reason}</label>
      <p class="hint" id="reason-hint">
        {words.reasonHint(frame.organization)}
      </p>
      <textarea id="reason" name="reason" rows={3} maxLength={1000} dir="auto" aria-describedby="reason-hint">
        {view.reason}
      </textarea>
      <button class="button wide quiet-button" name="do" value="REJECT">
        {words.reject}
      </button>
    </details>
  );
}

/** What has to be looked at again, each a way to where it is. */
function Problems({ frame, item, view }: { frame: Frame; item: AnsweringItem; view: ItemView }) {
  const { form } = frame.language.words;
  const { errors } = view.answers;
  if (view.problem)
    return (
      <p class="error" role="alert">
        {view.problem}
      </p>
    );
  if (errors.size === 0 && view.wrongPlaces.size === 0) return null;
  const words = counted(form.again, errors.size + view.wrongPlaces.size, frame.language.tag);
  return (
    <div class="problems" role="alert" tabIndex={-1} id="problems" data-focus>
      <p>{words}</p>
      <ul>
        {[...errors].map(([path, wrong]) => (
          <li>
            <a href={`#${inputId(path)}`}>
              <bdi>{labelAt(item.data, path)}</bdi>
            </a>
            : {problemWords(frame.language, wrong)}
          </li>
        ))}
        {item.places
          .filter(({ id }) => view.wrongPlaces.has(id))
          .map((place) => (
            <li>
              <a data-to={place.id} href={`#${placeFieldId(place)}`}>
                {placeName(frame.language, place, item.places)}
              </a>
              : {placeProblem(frame.language, place, view.wrongPlaces.get(place.id)!)}
            </li>
          ))}
      </ul>
    </div>
  );
}
