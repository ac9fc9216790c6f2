import type { SupportedLanguage } from '../../../../platform/languages';
import type { Language } from '../language';
import { ARA } from './ara';
import { DEU } from './deu';
import { ENG } from './eng';
import { FRA } from './fra';
import { ITA } from './ita';
import { NLD } from './nld';
import { POL } from './pol';
import { PRT } from './prt';
import { SPA } from './spa';

/** Every language a message can be written in: a language that is spoken and has no words here does not compile. */
export const LANGUAGES = { ENG, PRT, SPA, FRA, DEU, ITA, NLD, POL, ARA } as const satisfies Record<
  SupportedLanguage,
  Language
>;
