import type { PluralForms } from '../../platform/pages';
import type { Check, CheckName, Verdict } from '../verifier';
import type { AnswerError, ItemType, PlaceKind } from './asked';
import type { IdentityWords } from './identity-words';
import type { Became } from './item-state';
import type { SignWords } from './sign-words';

/** One language of the pages: a file that says everything. A phrase that is missing does not compile. */
export interface Language {
  /** BCP 47: for `lang`, plural rules and dates. */
  tag: string;
  direction: 'ltr' | 'rtl';
  /** What it calls itself, for whoever looks for it in a list. */
  name: string;
  words: PageWords;
}

/**
 * What the pages say to a person who was asked. Parameters arrive cleaned and isolated: put them where the language wants
 * them, though not last before a full stop: many names bring their own ("Lda."). Nothing here is HTML.
 */
export interface PageWords {
  /** Stands in for an organization whose name has nothing visible in it. */
  someOrganization: string;
  /** Above the list of languages. */
  language: string;
  open: OpenWords;
  code: CodeWords;
  identity: IdentityWords;
  list: ListWords;
  item: ItemWords;
  form: FormWords;
  sign: SignWords<PlaceKind>;
  review: ReviewWords;
  moved: MovedWords;
  done: DoneWords;
  withdraw: WithdrawWords;
  verify: VerifyWords;
  check: CheckWords;
  expired: (organization: string, when: string) => ScreenWords;
  canceled: (organization: string) => ScreenWords;
  finished: (organization: string) => ScreenWords;
  /** Too many wrong codes. */
  locked: (organization: string) => ScreenWords;
  /** What would be signed is not what was asked. */
  changed: (organization: string) => ScreenWords;
  /** The session has ended, by itself or by the person. */
  idle: ScreenWords;
  idleButton: string;
  /** A form that did not come from our page, or is larger than any of ours. */
  refused: ScreenWords;
  /** No request behind this address: the same words whether it never was one or is none any more. */
  missing: ScreenWords;
  /** The server cannot look at the moment. */
  unavailable: ScreenWords;
  /** Said by the page itself while it sends, or cannot. */
  sending: string;
  offline: string;
}

/** Whether a sealed credential stands, for anybody who was handed it. */
export interface VerifyWords {
  title: string;
  /** The heading, by what the credential has become. */
  standing: Record<'APPROVED' | 'REJECTED' | 'REVOKED' | 'PENDING', string>;
  expired: string;
  /** Where the sealed file was found not to be the document that was asked. */
  broken: string;
  brokenText: string;
  issuer: string;
  sealedAt: string;
  credential: string;
  fileTitle: string;
  file: string;
  choose: string;
  /** Behind the name of the file that was chosen. */
  same: string;
  different: string;
  private: string;
  /** A link to the page that checks a whole file. */
  more: string;
}

/** The page that checks a file, for anybody. */
export interface CheckWords {
  title: string;
  introduction: string;
  /** Above the choice of a file: the first, and another one. */
  file: string;
  another: string;
  /** What kinds, how large, and what becomes of it. */
  hint: string;
  /** Shown where a file can be dropped. */
  drop: string;
  button: string;
  /** Whose keys are known here. */
  here: string;
  verdicts: Record<Verdict | 'unsealed', { heading: string; text: string }>;
  /** Before what has to be known beside a verdict. */
  warning: string;
  /** Before a DID that the file names as its issuer, where that is not proven; where it is, stands `verify.issuer`. */
  claimedIssuer: string;
  firstWrong: string;
  firstLacking: string;
  everything: string;
  results: Record<Check['result'], string>;
  /** What each check looks at. */
  names: Record<CheckName, string>;
  /** How to do the same with the program for it. */
  program: { title: string; text: string; save: string };
  problems: Record<'empty' | 'tooLarge' | 'tooMany' | 'busy' | 'broken' | 'tooMuch', string>;
}

/** A request that waits for its answer. */
export interface OpenWords {
  /** A sentence, or the heading where the request has no name. */
  asks: (organization: string) => string;
  itemsLabel: string;
  /** "3 items to read and decide", without a full stop. */
  items: PluralForms;
  untilLabel: string;
  notForYouTitle: string;
  notForYou: (organization: string) => string[];
  /** The last line: looking has done nothing. */
  unchanged: string;
}

/** The one-time code: entering it, and getting another. */
export interface CodeWords {
  label: string;
  sentTo: (contact: string) => string;
  fromOrganization: (organization: string) => string;
  button: string;
  /** Below the button: what entering it does and does not. */
  whatHappens: string;
  empty: string;
  /** By the tries that are left. */
  wrong: PluralForms;
  spent: string;
  expired: string;
  /** The same where the organization delivers codes itself, and nothing below sends one. */
  spentOfOrganization: (organization: string) => string;
  expiredOfOrganization: (organization: string) => string;
  anotherTitle: string;
  sendTo: (contact: string) => string;
  /** Before a time, or "in 12 seconds"; with its colon, as what stands before something here. */
  waitLabel: string;
  sent: (contact: string) => string;
  tooSoon: string;
  tooOften: string;
  unreachable: (organization: string) => string;
  /** Where the request is over: the way back in for whoever answered. */
  returnTitle: string;
  returnText: string;
  returnButton: string;
}

export interface ListWords {
  progress: (chosen: string, all: string) => string;
  start: string;
  next: string;
  review: string;
  optional: string;
  /** What an item is. */
  kinds: Record<ItemType, string>;
  states: Record<'open' | 'accepted' | 'rejected' | 'skipped' | 'withdrawn' | 'closed', string>;
  places: PluralForms;
  notFinal: string;
  levelTitle: string;
  level: (organization: string) => string[];
  /** Where nobody can meet the level yet. */
  noWayTitle: string;
  noWay: (organization: string) => string[];
  leave: string;
}

export interface ItemWords {
  position: (at: string, all: string) => string;
  back: string;
  /** Before the address that a consent refers to. */
  readMore: string;
  hidden: PluralForms;
  scope: string;
  validFrom: string;
  validUntil: string;
  yes: string;
  no: string;
  nothing: string;
  entry: (at: string) => string;
  pdf: (pages: string, kilobytes: string) => string;
  /** Below a value that limits all that is done under a mandate. */
  limits: Record<'MAX_USES' | 'BUDGET' | 'WINDOW', string>;
  /** Where others are asked for the same mandate: each gives one of their own, with all of its limits. */
  limitsOfEach: string;
  accept: Record<ItemType, string>;
  sign: string;
  notFinal: string;
  rejectTitle: string;
  reason: string;
  reasonHint: (organization: string) => string;
  reject: string;
  skip: string;
  chosen: Record<'ACCEPT' | 'REJECT' | 'SKIP', string>;
  cannotSkip: string;
  /** Somebody else's reject, or the organization, closed it. */
  closed: string;
}

export interface FormWords {
  optional: string;
  choose: string;
  several: string;
  noAnswer: string;
  add: string;
  /** Below a question that a PDF answers. */
  attachFile: string;
  /** The same, where there is a file already. */
  replaceFile: string;
  removeFile: string;
  /** Above the list of what has to be looked at again. */
  again: PluralForms;
  rules: Record<Exclude<AnswerError['rule'], 'unclear'>, string>;
  /** What was typed may mean several things; `ways`: "10 000 or 10". */
  unclear: (ways: string) => string;
}

export interface ReviewWords {
  heading: string;
  lead: (organization: string) => string;
  later: string;
  change: string;
  missing: PluralForms;
  goThere: string;
  reason: string;
  buttons: Record<'sign' | 'accept' | 'reject' | 'mixed', string>;
}

/** Where something else was there than the page had shown, so that nothing became of it. */
export interface MovedWords {
  nothing: string;
  /** What an item is chosen to be: when it was shown, and now. */
  choice: (before: string, now: string) => string;
  /** The same choice with other answers, another signature or another reason. */
  content: string;
  language: string;
  /** The answer had been given before, and not as the page showed it. */
  already: string;
}

export interface DoneWords {
  heading: string;
  text: (organization: string) => string;
  againHeading: string;
  decided: string;
  withdrawn: string;
  /** Of something that was accepted: why it does not hold, or not yet. */
  became: Record<Became, (organization: string) => string>;
  copiesTitle: string;
  copyOf: (name: string) => string;
  record: string;
  goTo: (host: string) => string;
  /** `{when}` is "in 8 seconds". */
  going: string;
  stay: string;
  withdrawConsent: string;
  withdrawMandate: string;
}

export interface WithdrawWords {
  heading: (name: string) => string;
  text: (organization: string) => string[];
  consentButton: string;
  mandateButton: string;
  keep: string;
}

/** A screen that only tells something: what is so, and what to do next. */
export interface ScreenWords {
  heading: string;
  text: string[];
}
