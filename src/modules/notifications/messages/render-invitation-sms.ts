import { shortDate } from '../../../platform/pages';
import { smsSize, withoutCostlyAccents } from './gsm7';
import type { Invitation } from './invitation';
import { LANGUAGES } from './languages';
import { organizationName, webLink } from './wording';

const LENGTHS_OF_A_NAME = [40, 24, 12];
const MOST_SEGMENTS = 2;

/** The SMS for one person: who asks, the code if there is one, the link. A long name is cut until two segments hold it all. */
export function renderInvitationSms(invitation: Invitation): { text: string } {
  const drafts = LENGTHS_OF_A_NAME.map((longest) => withoutCostlyAccents(draft(invitation, longest)));
  return { text: drafts.find((text) => smsSize(text).segments <= MOST_SEGMENTS) ?? drafts[drafts.length - 1] };
}

/** The link stands last and alone, so that no phone takes a full stop into it. */
function draft(invitation: Invitation, longestName: number): string {
  const { words, tag } = LANGUAGES[invitation.language];
  const organization = organizationName(invitation, longestName);
  const { code, kind, link } = invitation;
  if (!code) return [words.endedSms(organization), webLink(link)].join('\n');
  const opening = (kind === 'new-code' ? words.newCodeSms : words.sms)(organization);
  const until = shortDate(code.expiresAt, tag, invitation.timeZone);
  return [opening, words.smsCode(code.digits, until), webLink(link)].join('\n');
}
