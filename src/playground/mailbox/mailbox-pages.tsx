import type { ComponentChildren } from 'preact';
import { Document } from '../../platform/pages';
import { entriesOf, MailboxEntry } from './mailbox-entries';
import type { CapturedMessage, MailboxPage } from './mailbox-store';

export const MAILBOX = '/playground/mailbox';

const LONGEST_PREVIEW = 160;
const BUBBLES_IN_LIST = 3;

function MailboxDocument({
  title,
  refresh,
  children,
}: {
  title: string;
  refresh?: boolean;
  children: ComponentChildren;
}) {
  const withoutScript = refresh && (
    <noscript>
      <meta http-equiv="refresh" content="5" />
    </noscript>
  );
  return (
    <Document
      language="en"
      title={title}
      stylesheets={[`${MAILBOX}/assets/mailbox.css`]}
      scripts={[`${MAILBOX}/assets/mailbox.js`]}
      head={withoutScript}
    >
      <main>{children}</main>
    </Document>
  );
}

/** The list: e-mails as rows, SMS as bubbles by number, newest first. */
export function ListPage({ page, to }: { page: MailboxPage; to?: string }) {
  return (
    <MailboxDocument title="Mailbox" refresh>
      <header>
        <p class="badge">Playground</p>
        <h1>Mailbox</h1>
        <p class="quiet">Every message lands here instead of being sent. None leaves this machine.</p>
      </header>
      {to !== undefined && (
        <p class="filter">
          Only messages to <strong>{to}</strong>. <a href={MAILBOX}>Show all</a>
        </p>
      )}
      <div id="entries" data-newest={page.messages[0]?.id} data-total={page.totalCount}>
        {page.messages.length === 0 ? <EmptyState to={to} /> : <Entries page={page} to={to} />}
      </div>
      <p class="news" role="status" />
    </MailboxDocument>
  );
}

function Entries({ page, to }: { page: MailboxPage; to?: string }) {
  return (
    <>
      <ol class="entries">
        {entriesOf(page.messages).map((entry) => (
          <Entry entry={entry} whole={to !== undefined} />
        ))}
      </ol>
      <Pager page={page} to={to} />
    </>
  );
}

function EmptyState({ to }: { to?: string }) {
  return (
    <section class="card empty">
      <h2>{to === undefined ? 'No messages yet' : 'No messages to this contact'}</h2>
      <p>
        Create a request with <code>POST /v1/request</code> and name a contact, say <code>ana@example.com</code> or{' '}
        <code>+351 912 345 678</code>. The message with the code and the link appears here within a second.
      </p>
      <p class="quiet">The console printed a call that is ready to paste when the server started.</p>
    </section>
  );
}

function Entry({ entry, whole }: { entry: MailboxEntry; whole: boolean }) {
  if (entry.kind === 'SMS') return <Thread number={entry.number} messages={entry.messages} whole={whole} />;
  const { message } = entry;
  return (
    <li class="card mail" id={`m-${message.id}`}>
      <a href={`${MAILBOX}/${message.id}`}>
        <span class="between">
          <strong class="from">{message.from}</strong>
          <Time at={message.capturedAt} />
        </span>
        <span class="subject">{message.subject}</span>
        <span class="quiet">to {message.to}</span>
        <span class="quiet preview">{previewOf(message)}</span>
      </a>
    </li>
  );
}

function Thread({ number, messages, whole }: { number: string; messages: CapturedMessage[]; whole: boolean }) {
  const shown = whole ? messages : messages.slice(-BUBBLES_IN_LIST);
  const earlier = messages.length - shown.length;
  const thread = `${MAILBOX}?to=${encodeURIComponent(number)}`;
  return (
    <li class="card thread">
      <h2 class="between">
        <a href={thread}>{number}</a>
        <span class="quiet">SMS</span>
      </h2>
      {earlier > 0 && (
        <p>
          <a href={thread}>{earlier === 1 ? '1 earlier message' : `${earlier} earlier messages`}</a>
        </p>
      )}
      <ol class="bubbles">
        {shown.map((message) => (
          <li id={`m-${message.id}`}>
            <Bubble message={message} />
          </li>
        ))}
      </ol>
    </li>
  );
}

function Bubble({ message }: { message: CapturedMessage }) {
  return (
    <>
      <p class="bubble">{withLinks(message.text)}</p>
      <Time at={message.capturedAt} />
    </>
  );
}

function Pager({ page: { pageIndex, totalPages }, to }: { page: MailboxPage; to?: string }) {
  if (totalPages <= 1) return null;
  const href = (index: number) =>
    `${MAILBOX}?${new URLSearchParams({ pageIndex: String(index), ...(to !== undefined && { to }) }).toString()}`;
  return (
    <nav class="between pager" aria-label="Pages">
      {pageIndex > 0 ? <a href={href(pageIndex - 1)}>Newer</a> : <span />}
      <span class="quiet">
        {pageIndex + 1} of {totalPages}
      </span>
      {pageIndex + 1 < totalPages ? <a href={href(pageIndex + 1)}>Older</a> : <span />}
    </nav>
  );
}

/** One message: the e-mail as its reader sees it, in a frame that can do nothing but open links; or its plain text. */
export function MessagePage({ message, asText }: { message: CapturedMessage; asText: boolean }) {
  const { id, kind, from, to, subject, html, text } = message;
  const plain = asText || html === undefined;
  return (
    <MailboxDocument title={subject ?? `SMS to ${to}`}>
      <p>
        <a class="back" href={MAILBOX}>
          ← Mailbox
        </a>
      </p>
      <h1>{subject ?? 'SMS'}</h1>
      <dl class="envelope">
        <dt>From</dt>
        <dd>{from}</dd>
        <dt>To</dt>
        <dd>{to}</dd>
        <dt>Sent</dt>
        <dd>
          <Time at={message.capturedAt} />
        </dd>
      </dl>
      {kind === 'SMS' && <Bubble message={message} />}
      {kind === 'EMAIL' && html !== undefined && <Tabs id={id} plain={plain} />}
      {kind === 'EMAIL' && plain && <pre class="card text">{withLinks(text)}</pre>}
      {kind === 'EMAIL' && !plain && (
        <iframe src={`${MAILBOX}/${id}/html`} title="The e-mail" sandbox={SANDBOX} referrerpolicy="no-referrer" />
      )}
    </MailboxDocument>
  );
}

/** No script, no form, no navigation of ours: links open pages of their own. The origin is kept so that we may measure the height. */
export const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

function Tabs({ id, plain }: { id: string; plain: boolean }) {
  const tab = (label: string, href: string, current: boolean) => (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {label}
    </a>
  );
  return (
    <nav class="tabs" aria-label="Views">
      {tab('As an e-mail', `${MAILBOX}/${id}`, !plain)}
      {tab('As plain text', `${MAILBOX}/${id}?view=text`, plain)}
    </nav>
  );
}

/** For an address that names no message: most likely one that has made room for newer ones. */
export function MissingPage() {
  return (
    <MailboxDocument title="Not in the mailbox">
      <h1>This message is not in the mailbox</h1>
      <p>Only the newest 500 messages are kept.</p>
      <p>
        <a class="button" href={MAILBOX}>
          Go to the mailbox
        </a>
      </p>
    </MailboxDocument>
  );
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' },
});

/** In UTC as sent; the script tells it in the reader's own zone. */
function Time({ at }: { at: string }) {
  const date = new Date(at);
  return <time datetime={at}>{Number.isNaN(date.getTime()) ? at : TIME.format(date)}</time>;
}

/** The paragraph with the code, which is what one opens a playground's mailbox for; else how the text begins. */
function previewOf({ text }: CapturedMessage): string {
  const telling = text.split(/\n\s*\n/).find((paragraph) => /\b\d{6,8}\b/.test(paragraph)) ?? text;
  return telling.replace(/\s+/g, ' ').slice(0, LONGEST_PREVIEW);
}

function withLinks(text: string): ComponentChildren[] {
  return text.split(/(https?:\/\/\S+)/).map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : (
      <a href={piece} target="_blank" rel="noopener noreferrer">
        {piece}
      </a>
    ),
  );
}
