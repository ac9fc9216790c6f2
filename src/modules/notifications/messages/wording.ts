import { counted, displayName, isolated, longDate } from '../../../platform/pages';
import type { Invitation } from './invitation';
import { linksDefused } from './links-defused';
import { LANGUAGES } from './languages';

/** Every sentence of a message in its language, settled once: the HTML and the text only lay them out. */
export interface Wording {
  language: string;
  direction: 'ltr' | 'rtl';
  organization: string;
  subject: string;
  preheader: string;
  heading: string;
  lead: string;
  /** Null where the message brings none. */
  code: { label: string; digits: string; until: string } | null;
  /** Above the button, and above the link where there is no button. */
  aboutButton: string;
  aboutLink: string;
  button: string;
  linkInstead: string;
  link: string;
  /** Null where nothing can be answered any more. */
  answerUntil: string | null;
  /** What stands below, with its titles. */
  asides: [title: string, text: string][];
}

const LONGEST_ORGANIZATION = 80;
const LONGEST_REQUEST_NAME = 120;
const LONGEST_RECIPIENT = 254;

export function wordingOf(invitation: Invitation): Wording {
  const { words, tag, direction } = LANGUAGES[invitation.language];
  const organization = organizationName(invitation, LONGEST_ORGANIZATION);
  const named = isolated(organization, direction);
  const recipient = displayName(invitation.recipient, LONGEST_RECIPIENT) ?? '';
  const about = invitation.code ? asking(invitation, invitation.code, named) : ended(invitation, named);
  return {
    ...{ language: tag, direction, organization, linkInstead: words.linkInstead, link: webLink(invitation.link) },
    ...about,
    asides: [[words.whyTitle, words.why(named, recipient)], ...about.asides],
  };
}

type About = Omit<Wording, 'language' | 'direction' | 'organization' | 'linkInstead' | 'link'>;

/** An answer is asked for, with a code. */
function asking(invitation: Invitation, code: NonNullable<Invitation['code']>, named: string): About {
  const { words, tag, direction } = LANGUAGES[invitation.language];
  const { timeZone } = invitation;
  const request = isolated(requestName(invitation), direction);
  const items = counted(words.items, invitation.itemCount, tag);
  const codeExpiry = longDate(code.expiresAt, tag, timeZone);
  const again = invitation.kind === 'new-code';
  return {
    subject: (again ? words.newCodeSubject : words.subject)(named, request),
    preheader: words.preheader(items, codeExpiry),
    heading: again ? words.newCodeHeading : words.heading(named, request),
    lead: again ? words.newCodeLead(named, request) : words.lead(named, items, request),
    code: { label: words.codeLabel, digits: code.digits, until: words.codeUntil(codeExpiry) },
    aboutButton: words.whatHappens,
    aboutLink: words.openPage,
    button: words.button,
    answerUntil: words.answerUntil(longDate(invitation.requestExpiresAt, tag, timeZone)),
    asides: [[words.notForYouTitle, words.notForYou]],
  };
}

/** Something that was accepted came to nothing: there is nothing to answer. */
function ended(invitation: Invitation, named: string): About {
  const { words, direction } = LANGUAGES[invitation.language];
  const request = isolated(requestName(invitation), direction);
  const lead = words.endedLead(named, request);
  return {
    ...{ subject: words.endedSubject(named, request), preheader: lead, heading: words.endedHeading, lead },
    ...{ code: null, aboutButton: words.endedNext, aboutLink: words.endedNext, button: words.endedButton },
    ...{ answerUntil: null, asides: [] },
  };
}

export function organizationName(invitation: Invitation, longest: number): string {
  const name = displayName(invitation.organization.name, longest);
  return name ? linksDefused(name) : LANGUAGES[invitation.language].words.someOrganization;
}

function requestName(invitation: Invitation): string | undefined {
  const name = displayName(invitation.requestName, LONGEST_REQUEST_NAME);
  return name && linksDefused(name);
}

/** The link as a browser would read it; throws, without repeating it, if it is not one a browser may open from a message. */
export function webLink(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new TypeError('A link in a message is http or https');
  return url.href;
}
