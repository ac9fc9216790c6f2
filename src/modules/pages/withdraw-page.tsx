import type { AnsweringItem, Moved } from '../requests';
import type { Frame } from './frame';
import { MovedNotice } from './moved-notice';
import { PageShell } from './page-shell';
import { ShownFields, type ShownPage } from './shown-fields';

interface WithdrawProps {
  frame: Frame;
  item: AnsweringItem;
  index: number;
  /** What this page shows, for the form to bring back. */
  shown: ShownPage;
  /** Where the page had shown something else: what is different now. */
  moved?: Moved;
  /** What was typed before, where the page is shown anew. */
  reason?: string;
}

/** The last word before something is taken back: what it means, the button, and the way to leave it as it is. */
export function WithdrawPage({ frame, item, index, shown, moved, reason }: WithdrawProps) {
  const { language, organization, base } = frame;
  const { withdraw, item: words } = language.words;
  const heading = withdraw.heading(item.name);
  return (
    <PageShell language={language} title={heading} frame={frame}>
      <h1>
        <bdi>{heading}</bdi>
      </h1>
      {moved && <MovedNotice frame={frame} items={[item]} moved={moved} />}
      {withdraw.text(organization).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <form class="act" method="post" action={`${base}/answer/${index + 1}/withdraw`} data-once>
        <ShownFields {...shown} />
        <label for="reason">{words.reason}</label>
        <p class="hint" id="reason-hint">
          {words.reasonHint(organization)}
        </p>
        <textarea id="reason" name="reason" rows={3} maxLength={200} dir="auto" aria-describedby="reason-hint">
          {reason}
        </textarea>
        <button class="button wide">{item.type === 'CONSENT' ? withdraw.consentButton : withdraw.mandateButton}</button>
        <a class="button wide quiet-button" href={`${base}/done`}>
          {withdraw.keep}
        </a>
      </form>
    </PageShell>
  );
}
