import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiParam,
  ApiProperty,
  ApiResponse,
  type ApiResponseOptions,
  ApiSchema,
  ApiSecurity,
  getSchemaPath,
} from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { PROBLEMS, type ProblemCode } from './problem';

type ResponseHeaders = NonNullable<ApiResponseOptions['headers']>;

@ApiSchema({ name: 'FieldProblem', description: 'One thing wrong with one field.' })
export class FieldProblem {
  @ApiProperty({ description: 'The path of the field.', maxLength: 1000, example: 'contacts[0]' }) field: string;
  @ApiProperty({
    description: 'The rule, in words.',
    maxLength: 2000,
    example: 'contacts[0] is not a valid e-mail address',
  })
  message: string;
}

/** The body of every error. */
@ApiSchema({ name: 'ProblemBody', description: 'The body of every error. It is an RFC 9457 problem as well.' })
export class ProblemBody {
  @ApiProperty({
    description: 'The HTTP status.',
    type: 'integer',
    format: 'int32',
    minimum: 400,
    maximum: 599,
    example: 400,
  })
  statusCode: number;
  @ApiProperty({
    description: 'What is wrong: a sentence, or one a field.',
    oneOf: [
      { type: 'string', maxLength: 16_384 },
      { type: 'array', items: { type: 'string', maxLength: 4000 }, maxItems: 101 },
    ],
    example: ['contacts[0] is not a valid e-mail address'],
  })
  message: string | string[];
  @ApiProperty({ description: 'The name of the status.', maxLength: 100, example: 'Bad Request' }) error: string;
  @ApiProperty({
    description: 'Where this code is documented.',
    format: 'uri',
    maxLength: 200,
    example: 'https://placet.dev/errors#validation_failed',
  })
  type: string;
  @ApiProperty({ description: 'What the code means.', maxLength: 200, example: 'A field of the request breaks a rule' })
  title: string;
  @ApiProperty({
    description: 'The HTTP status.',
    type: 'integer',
    format: 'int32',
    minimum: 400,
    maximum: 599,
    example: 400,
  })
  status: number;
  @ApiProperty({
    description: 'What is wrong and what to do, in one text.',
    maxLength: 400_000,
    example: 'contacts[0] is not a valid e-mail address',
  })
  detail: string;
  @ApiProperty({ description: 'The path of the call.', maxLength: 16_384, example: '/v1/request' }) instance: string;
  @ApiProperty({ description: 'Stable; decide by this.', enum: Object.keys(PROBLEMS), example: 'validation_failed' })
  code: ProblemCode;
  @ApiProperty({ description: 'Names this call in the logs.', maxLength: 64, example: '6964b8103b1d76b1c3000001' })
  requestId: string;
  @ApiProperty({
    description: 'Every bad field, the first hundred of them. Empty when the call as a whole is refused.',
    type: [FieldProblem],
    maxItems: 100,
    example: [{ field: 'contacts[0]', message: 'contacts[0] is not a valid e-mail address' }],
  })
  errors: FieldProblem[];
}

/** Codes that only some operations answer: each names them itself. A status alone stands for all the others. */
const NAMED_WHERE_USED = new Set<ProblemCode>([
  'security_level_unavailable',
  'code_returned_by_organization',
  'code_not_returned',
  'subject_locked',
  'not_decided_yet',
  'contact_taken',
  'not_sealed_yet',
  'sealing_refused',
  'last_api_key',
  'key_stays_expired',
  'request_closed',
  'version_conflict',
  'too_many_webhooks',
  'webhook_off',
  'unknown_operation',
  'operation_mismatch',
  'operation_closed',
  'operation_exceeded',
  'resend_too_soon',
]);

/**
 * Declares the errors an operation can answer, all with the same body, each code with its example:
 * `ApiProblems(400, 401, 404, 'not_decided_yet')`.
 */
export function ApiProblems(...declared: (number | ProblemCode)[]): MethodDecorator {
  const codes = declared.flatMap((one) => (typeof one === 'number' ? codesOf(one) : [one]));
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code][0]))];
  return applyDecorators(
    ApiExtraModels(ProblemBody),
    ...statuses.map((status) =>
      ApiResponse(
        problemResponse(
          status,
          codes.filter((code) => PROBLEMS[code][0] === status),
        ),
      ),
    ),
  );
}

function problemResponse(status: number, codes: ProblemCode[]): ApiResponseOptions {
  const body = {
    schema: { $ref: getSchemaPath(ProblemBody) },
    examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
  };
  return {
    status,
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: { ...CALL_HEADERS, ...HEADERS_OF[status] },
    content: { 'application/json': body, 'application/problem+json': body },
  };
}

const codesOf = (status: number): ProblemCode[] =>
  (Object.keys(PROBLEMS) as ProblemCode[]).filter(
    (code) => PROBLEMS[code][0] === status && !NAMED_WHERE_USED.has(code),
  );

const seconds = (description: string, example: number) => ({
  description,
  schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 3600 },
  example,
});

/** On every answer that counts against a limit: how many of `what` are allowed a minute, and how many are left. */
export const rateHeaders = (what: string, limit: number) =>
  ({
    'RateLimit-Limit': {
      description: `How many ${what} a minute.`,
      schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 1_000_000 },
      example: limit,
    },
    'RateLimit-Remaining': {
      description: 'How many are left in this minute.',
      schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 1_000_000 },
      example: 43,
    },
    'RateLimit-Reset': seconds('Seconds until the next minute begins.', 17),
  }) satisfies ResponseHeaders;

/** On every answer; those of the rate where the call counts against a limit. */
const CALL_HEADERS = {
  ...rateHeaders('calls like this may be made, where they count against a limit: absent where they do not,', 60),
  'Access-Control-Allow-Origin': {
    description: 'The origin of this server: web pages of other origins may not read the answer.',
    schema: { type: 'string', format: 'uri', maxLength: 300 },
    example: 'https://placet.example.com',
  },
  'X-Request-Id': {
    description: "Names this call in the server's logs: the caller's own `X-Request-Id`, or one of ours.",
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64 },
    example: '6964b8103b1d76b1c3000001',
  },
} satisfies ResponseHeaders;

/** On every answer of a create. */
const RATE_HEADERS = rateHeaders('creates your organization may make', 60);

/** On an answer that made something. */
const WRITE_HEADERS = {
  Location: {
    description: 'Where the new thing is.',
    schema: { type: 'string', format: 'uri-reference', maxLength: 200 },
    example: '/v1/request/507f1f77bcf86cd799439011',
  },
  'Idempotent-Replayed': {
    description: '`true` when this call was answered before and this is that answer again.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
} satisfies ResponseHeaders;

/** The headers of an ordinary answer. */
export const ANSWER_HEADERS: ResponseHeaders = CALL_HEADERS;

/** The headers of an answer to a write that is made once however often it arrives. */
export const WRITTEN_HEADERS: ResponseHeaders = {
  ...CALL_HEADERS,
  'Idempotent-Replayed': WRITE_HEADERS['Idempotent-Replayed'],
};

/** The headers of a 201 that counts against no limit. */
export const MADE_HEADERS: ResponseHeaders = { ...CALL_HEADERS, ...WRITE_HEADERS };

/** The headers of a create's 201, for its `ApiCreatedResponse`. */
export const CREATED_HEADERS: ResponseHeaders = { ...CALL_HEADERS, ...WRITE_HEADERS, ...RATE_HEADERS };

const RETRY_AFTER = seconds('Seconds to wait before the call is worth repeating.', 2);

const HEADERS_OF: Record<number, ResponseHeaders> = {
  401: {
    'WWW-Authenticate': {
      description: 'That a bearer key is wanted.',
      schema: { type: 'string', maxLength: 200 },
      example: 'Bearer realm="placet"',
    },
  },
  409: { 'Retry-After': { ...RETRY_AFTER, description: 'With `idempotency_key_in_use`: seconds to wait.' } },
  429: { ...RATE_HEADERS, 'Retry-After': RETRY_AFTER },
  503: { 'Retry-After': RETRY_AFTER },
};

/**
 * Marks an operation as one that needs an API key and a signature. `Signed(2)` stands beside `@RequiresSignatureVersion2()`,
 * `Signed('NOT_ENFORCED')` beside `@SignatureNotEnforced()`.
 */
export const Signed = (demand?: 2 | 'NOT_ENFORCED'): MethodDecorator =>
  applyDecorators(
    ApiSecurity({ apiKey: [], timestamp: [], signature: [] }),
    ApiHeader({
      name: 'X-Signature-Version',
      required: demand === 2,
      description:
        demand === 2
          ? 'Must be 2: this call changes keys or settings, so its signature covers method, path and query as well.'
          : '2 signs method, path and query as well (see the introduction). Default 1.',
      schema: demand === 2 ? { type: 'string', enum: ['2'] } : { type: 'string', enum: ['1', '2'], default: '1' },
      example: demand === 2 ? '2' : '1',
    }),
  );

/** The parameter of every POST and PATCH that writes. */
export const IdempotencyKey = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Any text of up to 255 characters. The same call with the same key is answered once more as it was the first time, for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'order-123-attempt-1',
  });

/** A path parameter that holds an id. */
export const IdParam = (name: string, description: string, example: string): MethodDecorator =>
  ApiParam({
    name,
    description,
    // Beside the schema, Nest would drop the example of a path parameter.
    schema: { type: 'string', pattern: '^[0-9a-fA-F]{24}$', maxLength: 24, example },
  });
