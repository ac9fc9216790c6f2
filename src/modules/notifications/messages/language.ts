import type { PluralForms } from '../../../platform/pages';

/** One language: a file that says everything. A phrase that is missing does not compile. */
export interface Language {
  /** BCP 47: for `lang`, plural rules and dates. */
  tag: string;
  direction: 'ltr' | 'rtl';
  words: InvitationWords;
}

/**
 * The phrases of an invitation. Parameters arrive cleaned and isolated: put them where the language wants them. Nothing
 * here is HTML.
 */
export interface InvitationWords {
  /** Stands in for an organization whose name has nothing visible in it. */
  someOrganization: string;
  /** `request` is the request's name, if it has one, here and below. */
  subject: (organization: string, request: string | undefined) => string;
  newCodeSubject: (organization: string, request: string | undefined) => string;
  /** The line mail programs show beside the subject. */
  preheader: (items: string, codeUntil: string) => string;
  heading: (organization: string, request: string | undefined) => string;
  newCodeHeading: string;
  /** "There are 3 items to read and decide", without a full stop. */
  items: PluralForms;
  lead: (organization: string, items: string, request: string | undefined) => string;
  newCodeLead: (organization: string, request: string | undefined) => string;
  codeLabel: string;
  codeUntil: (when: string) => string;
  /** Above the button: what it does and what it does not do yet. */
  whatHappens: string;
  button: string;
  /** Below the button, above the link. */
  linkInstead: string;
  /** Above the link where there is no button. */
  openPage: string;
  answerUntil: (when: string) => string;
  whyTitle: string;
  why: (organization: string, recipient: string) => string;
  notForYouTitle: string;
  notForYou: string;
  sms: (organization: string) => string;
  newCodeSms: (organization: string) => string;
  smsCode: (code: string, until: string) => string;
  /** To somebody who accepted what then came to nothing: wholly or in part, for whatever reason. */
  endedSubject: (organization: string, request: string | undefined) => string;
  endedHeading: string;
  endedLead: (organization: string, request: string | undefined) => string;
  /** Above the button, or the link: what is behind it. */
  endedNext: string;
  endedButton: string;
  endedSms: (organization: string) => string;
}
