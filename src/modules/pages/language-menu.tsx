import type { Language } from './language';
import { LANGUAGES } from './page-language';

/** The same page in another language: links, so that it needs no script and loses no place. */
export function LanguageMenu({ language, here }: { language: Language; here: string }) {
  return (
    <nav class="languages" aria-label={language.words.language}>
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
              <a
                href={`${here}?lang=${name}`}
                lang={tag}
                hreflang={tag}
                rel="nofollow"
                aria-current={LANGUAGES[name] === language ? 'true' : undefined}
              >
                {ownName}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
