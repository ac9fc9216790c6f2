import { counted } from '../../platform/pages';
import { AnotherCode, CodeForm } from './code-form';
import type { DoorstepProps } from './door';
import { PageShell } from './page-shell';
import { Moment } from './sentence';

/** A request that waits, at its door: who asks, what for, how much, by when, and the code. Never what is asked. */
export function DoorstepPage({ frame, doorstep, ...notice }: DoorstepProps) {
  const { language, organization, requestName } = frame;
  const { open } = language.words;
  const heading = requestName ?? open.asks(organization);
  return (
    <PageShell language={language} title={heading} frame={frame}>
      <h1>
        <bdi>{heading}</bdi>
      </h1>
      {requestName && <p class="lead">{open.asks(organization)}.</p>}
      <Facts frame={frame} doorstep={doorstep} />
      <CodeForm frame={frame} doorstep={doorstep} {...notice} />
      <AnotherCode frame={frame} doorstep={doorstep} {...notice} />
      <section class="aside">
        <h2>{open.notForYouTitle}</h2>
        {open.notForYou(organization).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      {!Object.values(notice).some(Boolean) && <p class="aside">{open.unchanged}</p>}
    </PageShell>
  );
}

function Facts({ frame: { language }, doorstep: { itemCount, expiresAt } }: Pick<DoorstepProps, 'frame' | 'doorstep'>) {
  const {
    words: { open },
    tag,
  } = language;
  return (
    <dl class="facts">
      <div>
        <dt>{open.itemsLabel}</dt>
        <dd>{counted(open.items, itemCount, tag)}</dd>
      </div>
      <div>
        <dt>{open.untilLabel}</dt>
        <dd>
          <Moment date={expiresAt} tag={tag} />
        </dd>
      </div>
    </dl>
  );
}
