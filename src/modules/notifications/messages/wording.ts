import { counted, displayName, isolated, longDate } from '../../../platform/pages';
import type { Invitation } from './invitation';
import type { InvitationWords } from './language';
import { linksDefused } from './links-defused';
import { LANGUAGES } from './languages';

type FixedPhrase =
  'codeLabel' | 'whatHappens' | 'button' | 'linkInstead' | 'openPage' | 'whyTitle' | 'notForYouTitle' | 'notForYou';

/** Every sentence of a message in its language, settled once: the HTML and the text only lay them out. */
export interface Wording {
  language: string;
  direction: 'ltr' | 'rtl';
  fixed: Pick<InvitationWords, FixedPhrase>;
  organization: string;
  subject: string;
  preheader: string;
  heading: string;
  lead: string;
  code: string;
  codeUntil: string;
  link: string;
  answerUntil: string;
  why: string;
}

const LONGEST_ORGANIZATION = 80;
const LONGEST_REQUEST_NAME = 120;
const LONGEST_RECIPIENT = 254;

export function wordingOf(invitation: Invitation): Wording {
  const { words, tag, direction } = LANGUAGES[invitation.language];
  const { timeZone } = invitation;
  const organization = organizationName(invitation, LONGEST_ORGANIZATION);
  const named = isolated(organization, direction);
  const request = isolated(requestName(invitation), direction);
  const items = counted(words.items, invitation.itemCount, tag);
  const codeExpiry = longDate(invitation.codeExpiresAt, tag, timeZone);
  const again = invitation.kind === 'new-code';
  return {
    language: tag,
    direction,
    fixed: words,
    organization,
    subject: (again ? words.newCodeSubject : words.subject)(named, request),
    preheader: words.preheader(items, codeExpiry),
    heading: again ? words.newCodeHeading : words.heading(named, request),
    lead: again ? words.newCodeLead(named, request) : words.lead(named, items, request),
    code: invitation.code,
    codeUntil: words.codeUntil(codeExpiry),
    link: webLink(invitation.link),
    answerUntil: words.answerUntil(longDate(invitation.requestExpiresAt, tag, timeZone)),
    why: words.why(named, displayName(invitation.recipient, LONGEST_RECIPIENT) ?? ''),
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
