import type { Language } from './language';
import { ARA } from './languages/ara';
import { DEU } from './languages/deu';
import { ENG } from './languages/eng';
import { FRA } from './languages/fra';
import { ITA } from './languages/ita';
import { NLD } from './languages/nld';
import { POL } from './languages/pol';
import { PRT } from './languages/prt';
import { SPA } from './languages/spa';

/** Every language a message can be written in. One more is one file and one name here. */
export const LANGUAGES = { ENG, PRT, SPA, FRA, DEU, ITA, NLD, POL, ARA } as const satisfies Record<string, Language>;

export type SupportedLanguage = keyof typeof LANGUAGES;

/**
 * The language meant by an ISO 639 code (ENG, PRT, POR; upper case by custom, either accepted) or a BCP 47 tag (en,
 * en-US, pt-BR). A region we do not have falls back to the language; a language we do not have is undefined.
 */
export function resolveLanguage(input: string): SupportedLanguage | undefined {
  const code = input.trim().toUpperCase();
  const names = Object.keys(LANGUAGES) as SupportedLanguage[];
  return (
    names.find((name) => name === code || LANGUAGES[name].aliases.includes(code)) ??
    names.find((name) => languageOf(LANGUAGES[name].tag) === languageOf(code))
  );
}

/** Canonical language subtag: `languageOf('POR')` and `languageOf('pt-BR')` are both `pt`. */
function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
}
