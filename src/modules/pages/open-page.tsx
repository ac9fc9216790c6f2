import { counted, longDate } from '../../platform/pages';
import type { Language } from './language';
import { Letterhead, type Sender } from './letterhead';
import { MarkDrawing } from './marks';
import { PageShell } from './page-shell';

export interface OpenRequest {
  language: Language;
  sender: Sender;
  /** The organization's name as it stands inside a sentence. */
  organization: string;
  colour?: string;
  requestName?: string;
  itemCount: number;
  expiresAt: Date;
}

/** A request that waits: who asks, what for, how much, by when, and that answering opens soon. Never what is asked. */
export function OpenPage({ language, sender, organization, colour, requestName, itemCount, expiresAt }: OpenRequest) {
  const { open } = language.words;
  const heading = requestName ?? open.asks(organization);
  return (
    <PageShell
      language={language}
      title={[heading, requestName && sender.organization].filter(Boolean).join(' · ')}
      colour={colour}
    >
      <Letterhead {...sender} />
      <h1>
        <bdi>{heading}</bdi>
      </h1>
      {requestName && <p>{open.asks(organization)}.</p>}
      <Facts language={language} itemCount={itemCount} expiresAt={expiresAt} />
      <section class="notice">
        <h2>
          <MarkDrawing mark="soon" />
          {open.soonTitle}
        </h2>
        {open.soon.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      <section class="aside">
        <h2>{open.notForYouTitle}</h2>
        {open.notForYou(organization).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      <p class="aside">{open.unchanged}</p>
    </PageShell>
  );
}

function Facts({ language, itemCount, expiresAt }: Pick<OpenRequest, 'language' | 'itemCount' | 'expiresAt'>) {
  const {
    words: { open },
    tag,
  } = language;
  return (
    <dl class="card facts">
      <div>
        <dt>{open.itemsLabel}</dt>
        <dd>{counted(open.items, itemCount, tag)}</dd>
      </div>
      <div>
        <dt>{open.untilLabel}</dt>
        <dd>
          <time datetime={expiresAt.toISOString()}>{longDate(expiresAt, tag)}</time>
        </dd>
      </div>
    </dl>
  );
}
