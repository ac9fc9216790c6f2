/** The languages that people are spoken to in, each with its BCP 47 tag. What is said is with those who say it. */
export const SPOKEN_LANGUAGES = {
  ENG: 'en-GB',
  PRT: 'pt-PT',
  SPA: 'es-ES',
  FRA: 'fr-FR',
  DEU: 'de-DE',
  ITA: 'it-IT',
  NLD: 'nl-NL',
  POL: 'pl-PL',
  ARA: 'ar',
} as const;

export type SupportedLanguage = keyof typeof SPOKEN_LANGUAGES;

/**
 * The language meant by an ISO 639 code (ENG, PRT, POR; upper case by custom, either accepted) or a BCP 47 tag (en,
 * en-US, pt-BR). A region we do not have falls back to the language; a language we do not have is undefined.
 */
export function resolveLanguage(input: string): SupportedLanguage | undefined {
  const code = input.trim().toUpperCase();
  const names = Object.keys(SPOKEN_LANGUAGES) as SupportedLanguage[];
  return (
    names.find((name) => name === code) ?? names.find((name) => languageOf(SPOKEN_LANGUAGES[name]) === languageOf(code))
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
