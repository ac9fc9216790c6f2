import type { PluralForms } from '../../platform/pages';

/** One language of the pages: a file that says everything. A phrase that is missing does not compile. */
export interface Language {
  /** BCP 47: for `lang`, plural rules and dates. */
  tag: string;
  direction: 'ltr' | 'rtl';
  words: PageWords;
}

/**
 * What the pages say to a person who was asked. Parameters arrive cleaned and isolated: put them where the language wants
 * them, though not last before a full stop: many names bring their own ("Lda."). Nothing here is HTML.
 */
export interface PageWords {
  /** Stands in for an organization whose name has nothing visible in it. */
  someOrganization: string;
  open: OpenWords;
  expired: (organization: string, when: string) => ScreenWords;
  canceled: (organization: string) => ScreenWords;
  finished: (organization: string) => ScreenWords;
  /** No request behind this address: the same words whether it never was one or is none any more. */
  missing: ScreenWords;
  /** The server cannot look at the moment. */
  unavailable: ScreenWords;
}

/** A request that waits for its answer. */
export interface OpenWords {
  /** A sentence, or the heading where the request has no name. */
  asks: (organization: string) => string;
  itemsLabel: string;
  /** "3 items to read and decide", without a full stop. */
  items: PluralForms;
  untilLabel: string;
  soonTitle: string;
  soon: string[];
  notForYouTitle: string;
  notForYou: (organization: string) => string[];
  /** The last line: looking has done nothing. */
  unchanged: string;
}

/** A screen that only tells something: what is so, and what to do next. */
export interface ScreenWords {
  heading: string;
  text: string[];
}
