export type { Invitation, Logo } from './invitation';
export { renderInvitation, type InlinePart, type RenderedMail } from './render-invitation';
export { renderInvitationSms } from './render-invitation-sms';
