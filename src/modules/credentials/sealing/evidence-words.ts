import type { EvidenceWords } from './evidence-language';
import { ARA } from './languages/ara';
import { DEU } from './languages/deu';
import { ENG } from './languages/eng';
import { FRA } from './languages/fra';
import { ITA } from './languages/ita';
import { NLD } from './languages/nld';
import { POL } from './languages/pol';
import { PRT } from './languages/prt';
import { SPA } from './languages/spa';

const LANGUAGES: Record<string, EvidenceWords> = { ENG, PRT, SPA, FRA, DEU, ITA, NLD, POL, ARA };

/** The words of the language a request was made in; English where there are none. */
export const evidenceWords = (language: string): EvidenceWords => LANGUAGES[language] ?? ENG;

/** Every language there is, by its code. */
export const EVIDENCE_LANGUAGES = Object.keys(LANGUAGES);
