import { counted } from '../../platform/pages';
import type { Doorstep } from '../requests';
import type { DoorNotice } from './door';
import type { Frame } from './frame';
import type { Notice } from './notice';
import type { Visit } from './visits';

const LONGEST_CODE = 8;

/** The digits of a code, however it was copied: with spaces, a full stop or other numerals. Undefined: that is no code. */
export function codeFrom(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(OTHER_NUMERALS, westernDigit)
    .replace(/[\s\p{P}\p{Cf}]/gu, '');
  return /^\d{4,}$/.test(digits) && digits.length <= LONGEST_CODE ? digits : undefined;
}

/** The digits of Arabic and Persian keyboards. */
const OTHER_NUMERALS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const westernDigit = (digit: string): string => String(digit.charCodeAt(0) & 0xf);

/** What the door says of the last form: beside the field of a code that let nobody in, or beside the buttons that send one. */
export function wordsOf(notice: Notice, { language, organization }: Frame, { codesComeFrom }: Doorstep): DoorNotice {
  const { code } = language.words;
  const ours = codesComeFrom === 'US';
  switch (notice.name) {
    case 'empty':
      return { error: code.empty };
    case 'wrong':
      if (notice.left) return { error: counted(code.wrong, notice.left, language.tag) };
      return { error: ours ? code.spent : code.spentOfOrganization(organization) };
    case 'expired':
      return { error: ours ? code.expired : code.expiredOfOrganization(organization) };
    case 'too_soon':
      return { sending: code.tooSoon };
    case 'too_often':
      return { sending: code.tooOften };
    case 'unreachable':
      return { sending: code.unreachable(organization) };
    default:
      return {};
  }
}

/** After a code was sent: where it went. The address of the page says only by which way. */
export function newsOf(visit: Visit, doorstep: Doorstep): DoorNotice {
  const { sent } = visit.request.query;
  const ways = [{ type: doorstep.contactType, contact: doorstep.contact }, ...doorstep.otherContacts];
  const way = ways.find(({ type }) => type === sent);
  return way ? { news: visit.frame(doorstep).language.words.code.sent(`\u2066${way.contact}\u2069`) } : {};
}
