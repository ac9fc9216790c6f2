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

/** Every language the pages speak: those that messages are written in. One more is one file and one name here. */
export const LANGUAGES: Record<string, Language> = { ENG, PRT, SPA, FRA, DEU, ITA, NLD, POL, ARA };

/** The language of this name, as requests and people choose it; English for one we do not have. */
export const languageNamed = (name: string): Language => LANGUAGES[name] ?? ENG;

/** The name by which a language is chosen. */
export const nameOf = (language: Language): string =>
  Object.keys(LANGUAGES).find((name) => LANGUAGES[name] === language)!;

export const isLanguage = (name: unknown): name is string =>
  typeof name === 'string' && Object.prototype.hasOwnProperty.call(LANGUAGES, name);

/** The tags to choose from where there is no request, and the browser is asked. */
export const TAGS = Object.values(LANGUAGES).flatMap(({ tag }) => [tag, tag.split('-')[0]]);

/** The language of one of `TAGS`, or English. */
export const languageOfTag = (tag: string | false): Language =>
  Object.values(LANGUAGES).find((language) => tag && language.tag.split('-')[0] === tag.split('-')[0]) ?? ENG;
