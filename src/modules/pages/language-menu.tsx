import type { Language } from './language';
import { LANGUAGES } from './page-language';

interface LanguageMenuProps {
  language: Language;
  here: string;
  /** The id of a form that is being filled in on this page. */
  form?: string;
}

/**
 * The same page in another language: links, so that it needs no script and loses no place. Where a form is being filled in
 * they are buttons of it, so that what was typed is kept and comes back.
 */
export function LanguageMenu({ language, here, form }: LanguageMenuProps) {
  return (
    <nav class="languages" aria-label={language.words.language}>
      {/* Enter in a field presses the first button of its form: this one, and no language, nor "add another". */}
      {form && <button class="visually-hidden" form={form} name="do" value="ACCEPT" tabIndex={-1} aria-hidden="true" />}
      <details>
        <summary>
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <circle cx="12" cy="12" r="9" />
            <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
          </svg>
          <span class="visually-hidden">{language.words.language}: </span>
          {language.name}
        </summary>
        <ul class="card">
          {Object.entries(LANGUAGES).map(([name, { tag, name: ownName }]) => (
            <li>
              <Choice name={name} here={here} form={form} lang={tag} current={LANGUAGES[name] === language}>
                {ownName}
              </Choice>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

interface ChoiceProps {
  name: string;
  here: string;
  form?: string;
  lang: string;
  current: boolean;
  children: string;
}

function Choice({ name, here, form, lang, current, children }: ChoiceProps) {
  const about = { lang, 'aria-current': current ? ('true' as const) : undefined };
  return form ? (
    <button form={form} name="lang" value={name} {...about}>
      {children}
    </button>
  ) : (
    <a href={`${here}?lang=${name}`} hreflang={lang} rel="nofollow" {...about}>
      {children}
    </a>
  );
}
