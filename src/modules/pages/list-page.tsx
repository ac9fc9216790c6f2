import { counted } from '../../platform/pages';
import { isWalkable } from '../identity';
import type { Answering, AnsweringItem } from '../requests';
import type { Frame } from './frame';
import { nextOpen, stateOf } from './item-state';
import { PageShell } from './page-shell';
import { StateWord } from './state-word';

interface ListProps {
  frame: Frame;
  answering: Answering;
}

/** Everything that is asked, how far the person has come, and the one next step. */
export function ListPage({ frame, answering }: ListProps) {
  const { language, organization, requestName } = frame;
  const { list, open } = language.words;
  const heading = requestName ?? open.asks(organization);
  return (
    <PageShell language={language} title={heading} frame={frame}>
      <h1>
        <bdi>{heading}</bdi>
      </h1>
      <Progress frame={frame} answering={answering} />
      <Level frame={frame} answering={answering} />
      <ol class="items">
        {answering.items.map((item, index) => (
          <ListedItem frame={frame} item={item} index={index} />
        ))}
      </ol>
      <div class="act">
        <NextStep frame={frame} answering={answering} />
        {answering.levelMet && <p class="after">{list.notFinal}</p>}
      </div>
      <Leave frame={frame} />
    </PageShell>
  );
}

function Progress({ frame: { language }, answering: { items } }: ListProps) {
  const numbers = new Intl.NumberFormat(language.tag);
  const own = items.filter((item) => stateOf(item) !== 'closed'); // what others have closed, nobody has to choose
  const chosen = own.filter((item) => stateOf(item) !== 'open').length;
  if (own.length === 0) return null;
  return (
    <p class="progress">
      {language.words.list.progress(numbers.format(chosen), numbers.format(own.length))}
      <progress value={chosen} max={own.length} aria-hidden="true" />
    </p>
  );
}

/** Why nothing can be decided yet: kindly, and with what to do. */
export function Level({ frame, answering }: ListProps) {
  const { list } = frame.language.words;
  const { identity } = frame.language.words;
  if (answering.levelMet) return null;
  if (answering.identity && isWalkable(answering.identity) && answering.state === 'OPEN')
    return (
      <section class="notice">
        <h2>{list.levelTitle}</h2>
        <p>{identity.lead(frame.organization)}</p>
        <a class="button wide" href={`${frame.base}/identity`}>
          {identity.start}
        </a>
      </section>
    );
  return (
    <section class="notice">
      <h2>{answering.levelWithinReach ? list.levelTitle : list.noWayTitle}</h2>
      {(answering.levelWithinReach ? list.level : list.noWay)(frame.organization).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </section>
  );
}

function ListedItem({ frame, item, index }: { frame: Frame; item: AnsweringItem; index: number }) {
  const { words, tag } = frame.language;
  const about = [
    words.list.kinds[item.type],
    item.required ? undefined : words.list.optional,
    item.places.length > 0 ? counted(words.list.places, item.places.length, tag) : undefined,
  ];
  return (
    <li class="card">
      <a href={`${frame.base}/answer/${index + 1}`}>
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="quiet">{about.filter(Boolean).join(' · ')}</span>
      </a>
      <StateWord words={words} state={stateOf(item)} />
    </li>
  );
}

function NextStep({ frame, answering }: ListProps) {
  const { list } = frame.language.words;
  const next = nextOpen(answering);
  const begun = answering.items.some((item) => !['open', 'closed'].includes(stateOf(item)));
  if (!answering.levelMet) return null;
  if (next === undefined)
    return (
      <a class="button wide" href={`${frame.base}/answer/review`}>
        {list.review}
      </a>
    );
  return (
    <a class="button wide" href={`${frame.base}/answer/${next + 1}`}>
      {begun ? list.next : list.start}
    </a>
  );
}

/** Ends the session: on a computer that others use. */
export function Leave({ frame }: { frame: Frame }) {
  return (
    <form class="leave" method="post" action={`${frame.base}/leave`}>
      <button class="plain">{frame.language.words.list.leave}</button>
    </form>
  );
}
