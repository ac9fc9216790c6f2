import type { ComponentChildren } from 'preact';
import { counted } from '../../platform/pages';
import type { Answering, AnsweringItem } from '../requests';
import { ConsentContent } from './consent-content';
import { DocumentContent } from './document-content';
import { FieldList, HiddenFields } from './field-list';
import type { Frame } from './frame';
import { ItemFacts } from './item-facts';
import { isUndecided, stateOf } from './item-state';
import { Level } from './list-page';
import type { Marks } from './marks-given';
import { PageShell } from './page-shell';
import { placeFieldId, PlaceFields, placeName } from './place-fields';
import { inputId, labelAt, Questions, type Answers } from './question-fields';
import { StateWord } from './state-word';

/** What a page of an item shows beyond the item: what was typed, and what was wrong with it. */
export interface ItemView {
  answers: Answers;
  marks: Marks;
  emptyPlaces: ReadonlySet<string>;
  reason: string;
  /** Above everything, where the whole choice could not be kept. */
  problem?: string;
}

export interface ItemProps {
  frame: Frame;
  answering: Answering;
  index: number;
  view: ItemView;
}

/** One thing that is asked: what it says, and the choice. */
export function ItemPage({ frame, answering, index, view }: ItemProps) {
  const { language } = frame;
  const item = answering.items[index];
  const open = isUndecided(item) && answering.state === 'OPEN' && !answering.finished;
  return (
    <PageShell
      language={language}
      title={item.name}
      frame={frame}
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
      {open && answering.levelMet ? (
        <ChoiceForm frame={frame} answering={answering} index={index} view={view} />
      ) : (
        <>
          <Standing frame={frame} item={item} />
          <Content frame={frame} answering={answering} index={index} view={view} readOnly />
        </>
      )}
    </PageShell>
  );
}

function Position({ frame, answering, index }: Omit<ItemProps, 'view'>) {
  const { item: words } = frame.language.words;
  const { format } = new Intl.NumberFormat(frame.language.tag);
  return (
    <p class="position">
      <a href={`${frame.base}/answer`}>{words.back}</a>
      <span class="quiet">{words.position(format(index + 1), format(answering.items.length))}</span>
    </p>
  );
}

/** What became of an item that is not to be chosen any more. */
function Standing({ frame, item }: { frame: Frame; item: AnsweringItem }) {
  const state = stateOf(item);
  if (state === 'open') return null;
  return (
    <p class="standing">
      <StateWord words={frame.language.words} state={state} />
      {state === 'closed' && <span>{frame.language.words.item.closed}</span>}
    </p>
  );
}

function ChoiceForm({ frame, answering, index, view }: ItemProps) {
  const { item: words } = frame.language.words;
  const item = answering.items[index];
  const signs = item.places.some(({ type }) => type === 'SIGNATURE' || type === 'INITIALS');
  return (
    <form class="choose" method="post" action={`${frame.base}/answer/${index + 1}`} noValidate data-once>
      {/* Enter in a field presses the first button of a form: this one, not "add another". */}
      <button class="visually-hidden" name="do" value="ACCEPT" tabIndex={-1} aria-hidden="true" />
      <Problems frame={frame} item={item} view={view} />
      {item.draft && !view.problem && view.answers.errors.size === 0 && (
        <p class="news">{words.chosen[item.draft.action]}</p>
      )}
      <Content frame={frame} answering={answering} index={index} view={view} />
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
  const { form, sign } = frame.language.words;
  const { errors } = view.answers;
  if (view.problem)
    return (
      <p class="error" role="alert">
        {view.problem}
      </p>
    );
  if (errors.size === 0 && view.emptyPlaces.size === 0) return null;
  const words = counted(form.again, errors.size + view.emptyPlaces.size, frame.language.tag);
  return (
    <div class="problems" role="alert" tabIndex={-1} id="problems" data-focus>
      <p>{words}</p>
      <ul>
        {[...errors].map(([path, rule]) => (
          <li>
            <a href={`#${inputId(path)}`}>
              <bdi>{labelAt(item.data, path)}</bdi>
            </a>
            : {form.rules[rule]}
          </li>
        ))}
        {item.places
          .filter(({ id }) => view.emptyPlaces.has(id))
          .map((place) => (
            <li>
              <a href={`#${placeFieldId(place)}`}>{placeName(frame.language, place)}</a>: {sign.empty}
            </li>
          ))}
      </ul>
    </div>
  );
}

function Content({
  frame,
  answering,
  index,
  view,
  readOnly = false,
}: ItemProps & { readOnly?: boolean }): ComponentChildren {
  const { language } = frame;
  const item = answering.items[index];
  const path = `${frame.base}/answer/${index + 1}`;
  switch (item.type) {
    case 'CONSENT':
      return <ConsentAndMore frame={frame} item={item} />;
    case 'JSON':
      return (
        <>
          <div class="card sheet-of-fields">
            <FieldList language={language} fields={item.data} />
          </div>
          <HiddenFields language={language} fields={item.data} />
        </>
      );
    case 'FORM':
      return readOnly ? (
        <GivenAnswers language={language} item={item} />
      ) : (
        <FormQuestions frame={frame} item={item} view={view} />
      );
    default:
      return (
        <>
          <DocumentContent frame={frame} item={item} path={path} />
          {!readOnly && item.places.length > 0 && (
            <PlaceFields
              language={language}
              places={item.places}
              marks={view.marks}
              empty={view.emptyPlaces}
              personName={answering.personName ?? ''}
            />
          )}
        </>
      );
  }
}

function ConsentAndMore({ frame, item }: { frame: Frame; item: AnsweringItem }) {
  return (
    <>
      <ConsentContent frame={frame} fields={item.data} />
      <HiddenFields language={frame.language} fields={item.data} />
    </>
  );
}

function FormQuestions({ frame: { language }, item, view }: { frame: Frame; item: AnsweringItem; view: ItemView }) {
  return (
    <>
      <div class="questions">
        <Questions language={language} fields={item.data} answers={view.answers} />
      </div>
      <HiddenFields language={language} fields={item.data} />
    </>
  );
}

function GivenAnswers({ language, item }: { language: Frame['language']; item: AnsweringItem }) {
  return (
    <div class="card sheet-of-fields">
      <FieldList language={language} fields={item.decision?.answers ?? item.data} />
    </div>
  );
}
