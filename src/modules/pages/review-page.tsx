import { counted } from '../../platform/pages';
import { isWrittenByHand, PlacementType } from '../documents';
import type { Answering, AnsweringItem, Moved, ShownReview } from '../requests';
import { DocumentsAt, FieldList } from './field-list';
import type { Frame } from './frame';
import { isUndecided, nextOpen, stateOf } from './item-state';
import type { ReviewWords } from './language';
import { LimitsOfEach } from './limit';
import { MovedNotice } from './moved-notice';
import { NotShownBefore } from './not-shown';
import { PageShell } from './page-shell';
import { ShownReviewFields } from './shown-fields';
import { StateWord } from './state-word';

interface ReviewProps {
  frame: Frame;
  answering: Answering;
}

interface ReviewPageProps extends ReviewProps {
  /** What this look shows, for the form to bring back. */
  shown: ShownReview;
  /** Where the last look had shown something else: what is different now. */
  moved?: Moved;
}

/** Every choice once more, what the button will do, and the button. */
export function ReviewPage({ frame, answering, shown, moved }: ReviewPageProps) {
  const { language, requestName } = frame;
  const { review, list } = language.words;
  return (
    <PageShell language={language} title={review.heading} frame={frame}>
      <p class="position">
        <a href={`${frame.base}/answer`}>{language.words.item.back}</a>
        {requestName && (
          <span class="quiet">
            <bdi>{requestName}</bdi>
          </span>
        )}
      </p>
      <h1>{review.heading}</h1>
      {moved && <MovedNotice frame={frame} items={answering.items} moved={moved} />}
      <ol class="items">
        {answering.items.map((item, index) => (
          <ReviewedItem frame={frame} answering={answering} item={item} index={index} />
        ))}
      </ol>
      <Finish frame={frame} answering={answering} shown={shown} />
      <p class="aside">{list.notFinal}</p>
    </PageShell>
  );
}

interface ReviewedProps extends ReviewProps {
  item: AnsweringItem;
  index: number;
}

function ReviewedItem({ frame, answering, item, index }: ReviewedProps) {
  const { words } = frame.language;
  const reason = item.draft?.action === 'REJECT' && item.draft.reason;
  return (
    <li class="card">
      <div>
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="quiet">{words.list.kinds[item.type]}</span>
        {reason && (
          <p class="as-written" dir="auto">
            {words.review.reason} {reason}
          </p>
        )}
        <Marked item={item} />
      </div>
      <StateWord words={words} state={stateOf(item)} />
      <LimitsOfEach language={frame.language} answering={answering} item={item} />
      <Answered frame={frame} item={item} index={index} />
      {isUndecided(item) && (
        <NotShownBefore language={frame.language} item={item} path={`${frame.base}/answer/${index + 1}`} />
      )}
      {isUndecided(item) && (
        <a class="change" href={`${frame.base}/answer/${index + 1}`}>
          {words.review.change}
          <span class="visually-hidden">: {item.name}</span>
        </a>
      )}
    </li>
  );
}

/** The signature as it was made: a person should see it once more. */
function Marked({ item: { draft, places } }: { item: AnsweringItem }) {
  if (draft?.action !== 'ACCEPT') return null;
  const signatures = new Set(places.filter(({ type }) => type === PlacementType.SIGNATURE).map(({ id }) => id));
  const made = draft.marks.filter(({ kind }) => kind === 'DRAWN' || kind === 'TYPED' || kind === 'UPLOADED');
  const mark = made.find(({ placeId }) => signatures.has(placeId)) ?? made.at(0);
  if (mark?.image)
    return <img class="ink" src={`data:image/png;base64,${mark.image.toString('base64')}`} alt={mark.text ?? ''} />;
  if (!mark?.text) return null;
  return (
    <p class={`script ${isWrittenByHand(mark.text) ? 'face-1' : 'face-plain'}`} dir="auto">
      {mark.text}
    </p>
  );
}

/** What was answered in a form, files included. */
function Answered({ frame, item: { draft }, index }: { frame: Frame; item: AnsweringItem; index: number }) {
  if (draft?.action !== 'ACCEPT' || !draft.answers) return null;
  return (
    <DocumentsAt.Provider value={`${frame.base}/answer/${index + 1}/document`}>
      <div class="answered">
        <FieldList language={frame.language} fields={draft.answers} />
      </div>
    </DocumentsAt.Provider>
  );
}

function Finish({ frame, answering, shown }: ReviewPageProps) {
  const { language, organization, base } = frame;
  const { review } = language.words;
  const missing = answering.items.filter((item) => stateOf(item) === 'open' && item.required).length;
  const next = nextOpen(answering);
  if (missing > 0 && next !== undefined)
    return (
      <div class="act">
        <p class="error" role="alert">
          {counted(review.missing, missing, language.tag)}
        </p>
        <a class="button wide" href={`${base}/answer/${next + 1}`}>
          {review.goThere}
        </a>
      </div>
    );
  return (
    <form class="act" method="post" action={`${base}/answer/finish`} data-once>
      <ShownReviewFields shown={shown} />
      <p>{review.lead(organization)}</p>
      {answering.items.some(canBeTakenBack) && <p>{review.later}</p>}
      <button class="button wide">{review.buttons[buttonFor(answering)]}</button>
    </form>
  );
}

const canBeTakenBack = ({ type, scope, draft }: AnsweringItem): boolean =>
  draft?.action === 'ACCEPT' && (type === 'CONSENT' || (type === 'JSON' && scope !== null));

/** What the button will do, in its own word. */
function buttonFor({ items }: Answering): keyof ReviewWords['buttons'] {
  const drafts = items.flatMap(({ draft }) => draft ?? []);
  const [accepts, rejects] = ['ACCEPT', 'REJECT'].map((action) => drafts.some((draft) => draft.action === action));
  if (accepts && rejects) return 'mixed';
  if (rejects) return 'reject';
  if (!accepts) return 'mixed';
  return drafts.some(({ action, marks }) => action === 'ACCEPT' && marks.length > 0) ? 'sign' : 'accept';
}
