import { displayName, isolated } from '../../platform/pages';
import type { Arrival } from '../requests';
import type { Language } from './language';
import type { Sender } from './letterhead';
import { languageNamed } from './page-language';

/** What happened, told to the page that embeds ours. */
export type PageEvent = 'opened' | 'verified' | 'decided' | 'finished';

/** What every page of a request has around its content. */
export interface Frame {
  language: Language;
  sender: Sender;
  /** The organization's name as it stands inside a sentence. */
  organization: string;
  /** `#rrggbb`; ours where there is none. */
  colour?: string;
  requestName?: string;
  /** BCP 47 of the language that the request, and so probably its content, is written in. */
  contentTag: string;
  /** The path of the link: everything of the request lies below it. */
  base: string;
  /** The path of this page, for the same page in another language. */
  here: string;
  /** Origins that may embed the page, and what they are told when it is shown. */
  origins: string[];
  events: PageEvent[];
}

/** Who looks, from where, in which language. */
export interface Looking {
  token: string;
  /** One of `LANGUAGES`; the request's own where the person has chosen none. */
  language?: string;
  /** Below the link: '' or `/answer/2`. */
  at?: string;
  events?: PageEvent[];
}

const LONGEST_ORGANIZATION = 80;
const LONGEST_REQUEST_NAME = 120;

export function frameOf(arrival: Arrival, { token, language: chosen, at = '', events = [] }: Looking): Frame {
  const language = languageNamed(chosen ?? arrival.language);
  const { hasLogo, colour, name, allowedOrigins } = arrival.organization;
  const organization = displayName(name, LONGEST_ORGANIZATION) ?? language.words.someOrganization;
  const base = `/link/${token}`;
  return {
    language,
    sender: { organization, logo: hasLogo ? `${base}/logo` : undefined },
    organization: isolated(organization, language.direction),
    colour: colour ?? undefined,
    requestName: displayName(arrival.requestName ?? undefined, LONGEST_REQUEST_NAME),
    contentTag: languageNamed(arrival.language).tag,
    base,
    here: base + at,
    origins: allowedOrigins,
    events,
  };
}
