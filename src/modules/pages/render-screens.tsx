import { renderDocument } from '../../platform/pages';
import type { Doorstep } from '../requests';
import { AnotherCode, CodeForm } from './code-form';
import type { DoorNotice } from './door';
import { DoorstepPage } from './doorstep-page';
import type { Frame } from './frame';
import type { Language } from './language';
import { ScreenPage, type ScreenProps } from './screen-page';
import { HOLE, Moment } from './sentence';

/** The page of a link for whoever holds only the link. */
export function renderDoorstep(frame: Frame, doorstep: Doorstep, notice: DoorNotice = {}): string {
  if (doorstep.locked) return renderLocked(frame);
  if (doorstep.state === 'OPEN') return renderDocument(<DoorstepPage frame={frame} doorstep={doorstep} {...notice} />);
  const { code } = frame.language.words;
  return renderDocument(
    <ScreenPage frame={frame} {...closed(frame, doorstep)}>
      {doorstep.mayEnter && (
        <details class="return" open={Object.values(notice).some(Boolean)}>
          <summary>{code.returnTitle}</summary>
          <p>{code.returnText}</p>
          <AnotherCode frame={frame} doorstep={doorstep} {...notice} />
          <CodeForm frame={frame} doorstep={doorstep} {...notice} returning />
        </details>
      )}
    </ScreenPage>,
  );
}

/** A request that ended while somebody was answering it. */
export const renderClosed = (frame: Frame, doorstep: Doorstep): string =>
  renderDocument(<ScreenPage frame={frame} {...closed(frame, doorstep)} />);

function closed({ language, organization }: Frame, { state, expiresAt }: Doorstep): ScreenProps {
  const { words, tag } = language;
  switch (state) {
    case 'EXPIRED': {
      const hole = <Moment date={expiresAt} tag={tag} />;
      return { language, mark: 'expired', words: words.expired(organization, HOLE), hole };
    }
    case 'CANCELED':
      return { language, mark: 'canceled', words: words.canceled(organization) };
    default:
      return { language, mark: 'finished', words: words.finished(organization) };
  }
}

/** Too many wrong codes: nobody gets in by this link any more. */
export const renderLocked = (frame: Frame): string =>
  renderDocument(
    <ScreenPage
      frame={frame}
      language={frame.language}
      mark="locked"
      words={frame.language.words.locked(frame.organization)}
    />,
  );

/** What would be signed is not what was asked. */
export const renderChanged = (frame: Frame): string =>
  renderDocument(
    <ScreenPage
      frame={frame}
      language={frame.language}
      mark="notice"
      words={frame.language.words.changed(frame.organization)}
    />,
  );

/** The session is over; the link leads back in. */
export const renderIdle = (frame: Frame): string =>
  renderDocument(
    <ScreenPage frame={frame} language={frame.language} mark="idle" words={frame.language.words.idle}>
      <a class="button wide" href={frame.base}>
        {frame.language.words.idleButton}
      </a>
    </ScreenPage>,
  );

/** The one page of every link that leads nowhere: it says nothing that depends on the link. */
export const renderMissing = (language: Language): string =>
  renderDocument(<ScreenPage language={language} mark="missing" words={language.words.missing} />);

/** Somebody came back from an identity provider, and nothing becomes of it. */
export function renderNotReturned(language: Language, reason: 'unknown' | 'used' | 'other_browser'): string {
  const { unknown, used, otherBrowser } = language.words.identity;
  const words = { unknown, used, other_browser: otherBrowser }[reason];
  return renderDocument(<ScreenPage language={language} mark="notice" words={words} />);
}

/** A form that is none of ours. */
export const renderRefused = (language: Language): string =>
  renderDocument(<ScreenPage language={language} mark="notice" words={language.words.refused} />);

/** The page in place of one that could not be made. */
export const renderUnavailable = (language: Language): string =>
  renderDocument(<ScreenPage language={language} mark="unavailable" words={language.words.unavailable} />);
