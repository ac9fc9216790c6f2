import { Problem } from '../../platform/http';
import type { SendOutcome } from './answering/answering';
import { COOL_DOWN_SECONDS, MOST_SENDS_AN_HOUR } from './code-limits';

/** Why no code was sent, as the API tells an organization. */
export function resendRefusal(outcome: Exclude<SendOutcome, { sent: true }>, requestId: string, now: Date): Problem {
  if (outcome.reason === 'too_soon' || outcome.reason === 'too_often') {
    const seconds = Math.ceil((outcome.nextCodeAt.getTime() - now.getTime()) / 1000);
    const why =
      outcome.reason === 'too_soon'
        ? `A code was sent less than ${COOL_DOWN_SECONDS} seconds ago`
        : `${MOST_SENDS_AN_HOUR} codes were sent within the last hour`;
    const headers = { 'Retry-After': String(seconds) };
    return new Problem('resend_too_soon', `${why}. Try again in ${seconds} seconds.`, { headers });
  }
  switch (outcome.reason) {
    case 'organization_delivers':
      return new Problem(
        'code_returned_by_organization',
        `Your organization delivers the codes itself: call POST /v1/request/${requestId}/subject/{entryId}/code for a new one`,
      );
    case 'locked':
      return new Problem(
        'subject_locked',
        'Too many wrong codes were entered: no code of this subject counts any more',
      );
    case 'unreachable':
      return Problem.invalid([{ field: 'contact', message: 'contact cannot be reached by this server any more' }]);
    case 'closed':
      return new Problem('request_closed', 'This request is closed: nothing more is sent for it');
  }
}
