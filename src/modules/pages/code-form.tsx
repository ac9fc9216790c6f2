import type { Doorstep } from '../requests';
import type { DoorstepProps } from './door';
import { Moment } from './sentence';

/** The one field of the code, with what went wrong beside it. */
export function CodeForm({ frame, doorstep, error, news, returning }: DoorstepProps & { returning?: boolean }) {
  const { code } = frame.language.words;
  const described = ['code-hint', error && 'code-error'].filter(Boolean).join(' ');
  return (
    <form class="card code" method="post" action={`${frame.base}/code`} autocomplete="off" data-once>
      {news && (
        <p class="news" role="status">
          {news}
        </p>
      )}
      <label for="code">{code.label}</label>
      <p id="code-hint" class="hint">
        {whereItIs(frame, doorstep)}
      </p>
      {error && (
        <p id="code-error" class="error" role="alert">
          {error}
        </p>
      )}
      <input
        id="code"
        name="code"
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        autocapitalize="off"
        spellcheck={false}
        maxLength={14}
        dir="ltr"
        aria-describedby={described}
        aria-invalid={error ? 'true' : undefined}
        autofocus={error ? true : undefined}
      />
      <button class="button wide">{returning ? code.returnButton : code.button}</button>
      {!returning && <p class="after">{code.whatHappens}</p>}
    </form>
  );
}

function whereItIs({ language, organization }: DoorstepProps['frame'], { codesComeFrom, contact }: Doorstep): string {
  const { code } = language.words;
  return codesComeFrom === 'ORGANIZATION' ? code.fromOrganization(organization) : code.sentTo(shown(contact));
}

/** A contact is Latin letters and digits: fenced off so that no sentence turns its hidden part around. */
const shown = (contact: string): string => `\u2066${contact}\u2069`;

/** Every way to get another code: one button for each contact. Where the organization delivers, there is none. */
export function AnotherCode({ frame, doorstep, sending }: DoorstepProps) {
  const { code } = frame.language.words;
  const { contact, contactType, otherContacts, nextCodeAt, codesComeFrom } = doorstep;
  if (codesComeFrom === 'ORGANIZATION') return null;
  const ways = [{ type: contactType, contact }, ...otherContacts];
  return (
    <section class="another" id="another">
      <h2>{code.anotherTitle}</h2>
      {sending && (
        <p class="error" role="alert">
          {sending}
        </p>
      )}
      {nextCodeAt && (
        <p class="hint" data-wait={nextCodeAt.toISOString()}>
          {code.waitLabel} <Moment date={nextCodeAt} tag={frame.language.tag} form="clock" />
        </p>
      )}
      <form method="post" action={`${frame.base}/send`} data-once>
        {ways.map((way) => (
          <button class="button quiet-button" name="to" value={way.type} data-waits={nextCodeAt ? '' : undefined}>
            {code.sendTo(shown(way.contact))}
          </button>
        ))}
      </form>
    </section>
  );
}
