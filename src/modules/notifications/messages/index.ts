export type { Invitation, Logo } from './invitation';
export { renderInvitation, type InlinePart, type RenderedMail } from './render-invitation';
export { renderInvitationSms } from './render-invitation-sms';
export { resolveLanguage, type SupportedLanguage } from './resolve-language';
