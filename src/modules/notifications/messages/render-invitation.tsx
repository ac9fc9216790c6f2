import { renderDocument } from '../../../platform/pages';
import type { Invitation, Logo } from './invitation';
import { InvitationMail } from './invitation-mail';
import { invitationText } from './invitation-text';
import { wordingOf } from './wording';

/** A mail ready to be addressed. */
export interface RenderedMail {
  /** The organization, as the name beside our sending address. */
  fromName: string;
  /** BCP 47. */
  language: string;
  subject: string;
  html: string;
  text: string;
  /** Parts the HTML refers to by `cid:`. */
  attachments: InlinePart[];
}

export interface InlinePart {
  cid: string;
  contentType: string;
  content: Buffer;
}

const DRAWABLE = ['image/png', 'image/jpeg', 'image/gif'];

/** The e-mail for one person. Throws if the link is not http(s). */
export function renderInvitation(invitation: Invitation): RenderedMail {
  const wording = wordingOf(invitation);
  const { colour, logo } = invitation.organization;
  const attachments = logo && DRAWABLE.includes(logo.contentType) ? [logoPart(logo)] : [];
  return {
    fromName: wording.organization,
    language: wording.language,
    subject: wording.subject,
    html: renderDocument(<InvitationMail wording={wording} colour={colour} logo={attachments[0]?.cid} />),
    text: invitationText(wording),
    attachments,
  };
}

function logoPart({ contentType, bytes }: Logo): InlinePart {
  return { cid: 'organization-logo', contentType, content: bytes };
}
