import type { CallingOrganization } from '../../platform/http';
import type { Contact } from '../subjects';

const MINUTE_MS = 60_000;
/** A mail may be read tomorrow; an SMS is read at once, and phone numbers are easier to take over. */
const LIFETIME_MS = { EMAIL: 24 * 60 * MINUTE_MS, PHONE: 10 * MINUTE_MS };

/**
 * Until when a code minted at creation holds: 24 h by e-mail, 10 min by SMS, and, where the organization delivers codes
 * itself, as long as the request. Never longer than the request.
 */
export function codeLifetime(
  contactType: Contact['type'],
  codeDelivery: CallingOrganization['codeDelivery'],
  mintedAt: Date,
  requestExpiresAt: Date,
): Date {
  if (codeDelivery === 'RETURN') return requestExpiresAt;
  return new Date(Math.min(mintedAt.getTime() + LIFETIME_MS[contactType], requestExpiresAt.getTime()));
}

/**
 * A code that was asked for just now is entered now: ten minutes, whoever asked and however it travels. Not longer than
 * the request, unless that is over already and somebody comes back to it.
 */
export function codeLifetimeOnDemand(mintedAt: Date, requestExpiresAt: Date): Date {
  const tenMinutes = new Date(mintedAt.getTime() + 10 * MINUTE_MS);
  return requestExpiresAt > mintedAt && requestExpiresAt < tenMinutes ? requestExpiresAt : tenMinutes;
}
