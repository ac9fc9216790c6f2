import { HttpException } from '@nestjs/common';

/** One thing wrong with one field. `field` is the path in the body, e.g. `credentials[0].data[1].value`. */
export interface FieldError {
  field: string;
  message: string;
}

/** Every refusal this server can answer, by its stable code. `docs/errors.md` lists them and a test compares. */
export const PROBLEMS = {
  validation_failed: [400, 'A field of the request breaks a rule'],
  malformed_json: [400, 'The body is not JSON'],
  too_deep: [400, 'The body is nested too deeply'],
  too_many_values: [400, 'The body holds too many values'],
  malformed_id: [400, 'An id in the path is malformed'],
  security_level_unavailable: [400, 'No configured provider can serve this security level'],
  missing_credentials: [401, 'The call carries no API key or no signature'],
  unknown_api_key: [401, 'The API key is unknown or revoked'],
  expired_api_key: [401, 'The API key has expired'],
  malformed_timestamp: [401, 'X-Timestamp is not in Unix milliseconds'],
  stale_timestamp: [401, 'X-Timestamp is too far from the clock of this server'],
  signature_mismatch: [401, 'X-Signature does not match'],
  signature_version_required: [401, 'This call must be signed with signature version 2'],
  signature_reused: [401, 'This signature was used before'],
  role_too_weak: [403, 'The role of the API key does not allow this call'],
  not_found: [404, 'There is nothing here'],
  method_not_allowed: [405, 'This path does not know this method'],
  code_returned_by_organization: [409, 'Your organization delivers the codes itself'],
  code_not_returned: [409, 'This server sends the codes itself'],
  subject_locked: [409, 'Too many wrong codes were entered'],
  not_decided_yet: [409, 'It has not been decided yet'],
  contact_taken: [409, 'The contact belongs to somebody else'],
  not_sealed_yet: [409, 'It has not been sealed yet'],
  sealing_refused: [409, 'It was not sealed, because of what came out'],
  last_api_key: [409, 'This is the last active API key with the role ADMIN'],
  key_stays_expired: [409, 'The API key has expired, and a new secret would not change that'],
  request_closed: [409, 'The request no longer takes this'],
  unknown_operation: [409, 'No such operation was authorized or committed'],
  operation_mismatch: [409, 'The operation was told differently before'],
  operation_closed: [409, 'The operation no longer takes this step'],
  operation_exceeded: [409, 'The operation has less than that'],
  version_conflict: [409, 'It was changed since you read it'],
  too_many_webhooks: [409, 'The organization has as many webhooks as it may'],
  webhook_off: [409, 'The webhook is turned off'],
  idempotency_key_in_use: [409, 'A call with this Idempotency-Key is still running'],
  idempotency_key_used: [409, 'This Idempotency-Key was used more than 24 hours ago'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body has another type than this path takes, or is compressed'],
  idempotency_key_mismatch: [422, 'This Idempotency-Key was used for another call'],
  rate_limited: [429, 'Too many calls'],
  resend_too_soon: [429, 'A code was sent a moment ago, or too often'],
  internal_error: [500, 'Something went wrong on this side'],
  too_busy: [503, 'The server has too much to do'],
  database_unavailable: [503, 'The database does not answer'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

interface ProblemDetails {
  errors?: FieldError[];
  headers?: Record<string, string>;
}

/** A refusal with a stable code. `detail` tells this caller what to do; it never holds a secret. */
export class Problem extends HttpException {
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    { errors = [], headers = {} }: ProblemDetails = {},
  ) {
    super(detail, PROBLEMS[code][0]);
    this.errors = errors;
    this.headers = headers;
  }

  /** A 400 that names every bad field. */
  static invalid(errors: FieldError[]): Problem {
    const messages = new Set(errors.map(({ message }) => message));
    return new Problem('validation_failed', [...messages].join('; '), { errors });
  }
}
