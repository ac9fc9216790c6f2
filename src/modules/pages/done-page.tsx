import type { Answering, AnsweringItem } from '../requests';
import type { Frame } from './frame';
import { becameOf, stateOf } from './item-state';
import { Leave } from './list-page';
import { MarkDrawing } from './marks';
import { PageShell } from './page-shell';
import { Moment } from './sentence';
import { StateWord } from './state-word';

/** What brought somebody to the last page. */
export interface DoneLook {
  /** Just now, and not by coming back later: the way on leads on by itself. */
  justNow: boolean;
  /** By a form that came too late: it was finished before, and otherwise. */
  otherwise?: boolean;
}

interface DoneProps {
  frame: Frame;
  answering: Answering;
  look: DoneLook;
}

/** What was decided, copies of it, and the way on; later the same page, with the way to take a consent back. */
export function DonePage({ frame, answering, look: { justNow, otherwise } }: DoneProps) {
  const { language, organization, requestName } = frame;
  const { done } = language.words;
  const heading = justNow ? done.heading : done.againHeading;
  return (
    <PageShell language={language} title={heading} frame={frame}>
      {justNow && <MarkDrawing mark="done" />}
      {requestName && (
        <p class="about">
          <bdi>{requestName}</bdi>
        </p>
      )}
      <h1>{heading}</h1>
      {otherwise && (
        <p class="error" role="alert">
          {language.words.moved.already}
        </p>
      )}
      {justNow && <p>{done.text(organization)}</p>}
      {justNow && <WayOn frame={frame} address={answering.redirectUrl} />}
      <ol class="items">
        {answering.items.map((item, index) => (
          <DecidedItem frame={frame} item={item} index={index} />
        ))}
      </ol>
      <Copies frame={frame} items={answering.items} />
      {!justNow && <WayOn frame={frame} address={answering.redirectUrl} quiet />}
      <Leave frame={frame} />
    </PageShell>
  );
}

/** A link, because a form may not lead away from here; the page's script follows it after a while, unless told to stay. */
function WayOn({ frame, address, quiet = false }: { frame: Frame; address: string | null; quiet?: boolean }) {
  const { done } = frame.language.words;
  if (!address || !/^https?:\/\//.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return (
    <div class="act" {...(quiet ? {} : { 'data-going': done.going, 'data-stay': done.stay })}>
      <a class={quiet ? 'button wide quiet-button' : 'button wide'} href={url.href} rel="noreferrer" id="way-on">
        {done.goTo(url.hostname)}
      </a>
    </div>
  );
}

function DecidedItem({ frame, item, index }: { frame: Frame; item: AnsweringItem; index: number }) {
  const { words, tag } = frame.language;
  const { decision } = item;
  return (
    <li class="card">
      <a href={`${frame.base}/answer/${index + 1}`}>
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="quiet">{words.list.kinds[item.type]}</span>
        {decision && (
          <span class="quiet">
            {decision.withdrawnAt ? words.done.withdrawn : words.done.decided}{' '}
            <Moment date={decision.withdrawnAt ?? decision.decidedAt} tag={tag} form="short" />
          </span>
        )}
      </a>
      <StateWord words={words} state={stateOf(item)} />
      <BecameOf frame={frame} item={item} />
      {item.withdrawable && (
        <a class="change" href={`${frame.base}/answer/${index + 1}/withdraw`}>
          {item.type === 'CONSENT' ? words.done.withdrawConsent : words.done.withdrawMandate}
          <span class="visually-hidden">: {item.name}</span>
        </a>
      )}
    </li>
  );
}

/** What has become of what was accepted, where that is not what a person would think. */
export function BecameOf({ frame, item }: { frame: Frame; item: AnsweringItem }) {
  const became = becameOf(item);
  return became && <p class="became">{frame.language.words.done.became[became](frame.organization)}</p>;
}

function Copies({ frame, items }: { frame: Frame; items: AnsweringItem[] }) {
  const { done } = frame.language.words;
  return (
    <section class="copies">
      <h2>{done.copiesTitle}</h2>
      <ul>
        {items.flatMap((item, index) =>
          copiesOf(item, `${frame.base}/answer/${index + 1}/document`).map(({ address, name }) => (
            <li>
              <a href={`${address}?save`} download>
                <bdi>{done.copyOf(name)}</bdi>
              </a>
            </li>
          )),
        )}
        <li>
          <a href={`${frame.base}/record`} download>
            {done.record}
          </a>
        </li>
      </ul>
    </section>
  );
}

/** The document of a DOCUMENT, and the PDFs among somebody's answers. */
function copiesOf({ type, name, decision }: AnsweringItem, address: string): { address: string; name: string }[] {
  if (type === 'DOCUMENT') return [{ address, name }];
  return (decision?.documents ?? []).map(({ sha256, fileName }) => ({
    address: `${address}/${sha256}`,
    name: fileName?.replace(/\.pdf$/i, '') ?? name,
  }));
}
