import { bodyOf } from './problem.filter';
import { Problem, PROBLEMS, type FieldError, type ProblemCode } from './problem';

/** What an error says in the document where its title alone would tell little: the words of the code that throws it. */
const DETAILS: Partial<Record<ProblemCode, string>> = {
  malformed_json: 'The body is not JSON: Unexpected end of JSON input',
  too_deep: 'The body may be nested 32 levels deep at most',
  too_many_values: 'The body may hold 60000 values at most: send several calls',
  missing_credentials: 'Send your API key as "Authorization: Bearer <apiKey>"',
  unknown_api_key: 'This API key is unknown or revoked',
  expired_api_key: 'This API key expired at 2026-01-31T00:00:00.000Z',
  malformed_timestamp: 'X-Timestamp must be Unix time in milliseconds (13 digits): this looks like seconds',
  stale_timestamp: "X-Timestamp is 312 seconds behind this server's clock; at most 300 are accepted",
  signature_mismatch:
    'X-Signature does not match (version 2). The body arrived with 173 bytes and sha256 ' +
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08. Sign exactly these bytes with the signature secret of this key.',
  signature_version_required: 'This key must sign with X-Signature-Version: 2',
  signature_reused: 'This signature was used before, under another name. Sign the call anew.',
  role_too_weak: 'This call takes a key with the role ADMIN, and this one has ASK. GET /v1/me tells what a key may do.',
  code_returned_by_organization:
    'Your organization delivers the codes itself: call POST /v1/request/{id}/subject/{entryId}/code for a new one',
  code_not_returned:
    'This server sends the codes of this request itself: call PATCH /v1/request/resend/507f1f77bcf86cd799439011 for a new one',
  subject_locked: 'Too many wrong codes were entered: no code of this subject counts any more',
  not_decided_yet: 'This document has not been decided yet: there is nothing to download',
  contact_taken:
    'newContact ana@work.example belongs to another user, did:via:humanos:user-507f1f77bcf86cd799439013. A contact belongs to one user.',
  sealing_refused:
    'What came out is not the document that was asked: page 1: nothing is to be seen in the place at 60, 600',
  not_sealed_yet: 'It is decided and being sealed. Try again in a moment.',
  last_api_key: 'This is the last active API key with the role ADMIN: make another one first, then revoke this one',
  key_stays_expired:
    'This key expired at 2026-01-31T00:00:00.000Z: a new secret would not change that. Make a new key with POST /v1/api-keys.',
  request_closed: 'This request is COMPLETED: nothing more is sent for it',
  unknown_operation: 'booking-4711 was neither authorized nor committed under this mandate',
  operation_mismatch: 'amount is not what it was in the first commit of booking-4711.',
  operation_closed: 'booking-4711 is REFUNDED: it takes no commit',
  operation_exceeded: 'amount is more than is held by booking-4711 in EUR: commit at most that',
  version_conflict:
    'This is version 4 now, and your change was made to version 3. Read it again and repeat your change.',
  too_many_webhooks: 'An organization has at most 20 webhooks: remove one first',
  webhook_off: 'This webhook is turned off: turn it on with PATCH /v1/webhooks/{id} first',
  idempotency_key_in_use: 'The same call is still running. Try again in a second.',
  idempotency_key_used:
    'This call was answered more than 24 hours ago: it made 507f1f77bcf86cd799439011. Its answer is no longer kept.',
  idempotency_key_mismatch: 'This Idempotency-Key was used for a call with another path, query or body. Use a new key.',
  body_too_large: 'The body may have at most 33554432 bytes here',
  unsupported_media_type: 'The body must be JSON in UTF-8: set Content-Type: application/json',
  rate_limited: 'This organization may make 60 creates a minute. Try again in 17 seconds.',
  resend_too_soon: 'A code was sent less than 30 seconds ago. Try again in 18 seconds.',
  internal_error: 'Something went wrong on this side. Nothing was stored.',
  too_busy: 'Too many PDFs are waiting to be read. Nothing was stored. Try again shortly.',
  database_unavailable:
    'The database does not answer. Try again shortly: under the same Idempotency-Key nothing is stored twice.',
};

const FIELD_ERRORS: Partial<Record<ProblemCode, FieldError>> = {
  validation_failed: { field: 'contacts[0]', message: 'contacts[0] is not a valid e-mail address' },
  security_level_unavailable: {
    field: 'securityLevel',
    message:
      'securityLevel HUMANOS_KYC needs identity verification, and this server has no provider for it. Use CONTACT',
  },
};

interface ProblemExample {
  summary: string;
  value: object;
}

/** One whole body for each of the codes, made as the server makes it, for `components.examples` of the document. */
export function problemExamples(codes: Set<string>): Record<string, ProblemExample> {
  const wanted = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => codes.has(code));
  return Object.fromEntries(wanted.map((code) => [code, { summary: PROBLEMS[code][1], value: exampleOf(code) }]));
}

function exampleOf(code: ProblemCode): object {
  const error = FIELD_ERRORS[code];
  const detail = DETAILS[code] ?? PROBLEMS[code][1];
  const problem = new Problem(code, detail, { errors: error && [error] });
  return bodyOf(problem, { originalUrl: '/v1/request', id: '6964b8103b1d76b1c3000001' });
}
