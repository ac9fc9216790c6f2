import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IdempotencyKey, IdParam, Signed, WRITTEN_HEADERS } from '../../platform/http';
import { ReturnedCode } from './dto/request-item.dto';

const idIn = (name: string, description: string): MethodDecorator =>
  IdParam(name, description, '507f1f77bcf86cd799439011');

/** How PATCH /v1/request/resend/{id} appears in the OpenAPI document. */
export const DescribeResendCode = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'resendCode',
      summary: 'Send a new code',
      description:
        'Mints a new code for one person of the request and sends it with the same link; the old code is dead. The new one ' +
        'holds for 10 minutes. Name the person by one of `contact`, `did` and `internalId`; where the request asks one ' +
        'person, nothing need be named. At most one code in 30 seconds (the message of the creation counts) and five in ' +
        'an hour for a contact.',
    }),
    idIn('id', 'The id of the request, or of one of its subjects.'),
    IdempotencyKey(),
    ApiOkResponse({
      description: 'The message is on its way.',
      schema: { type: 'boolean', enum: [true], example: true },
      headers: WRITTEN_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 409, 'code_returned_by_organization', 'request_closed', 'subject_locked', 413, 415),
    ApiProblems(422, 'resend_too_soon', 500, 503),
  );

/** How POST /v1/request/{id}/subject/{entryId}/code appears in the OpenAPI document. */
export const DescribeReturnCode = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'returnCode',
      summary: 'Mint a code to deliver yourself',
      description:
        'For organizations that deliver codes themselves (`codeDelivery` RETURN): answers a new code for one contact of the ' +
        'request, which holds for 10 minutes, and the link. The old code is dead; nothing is sent.',
    }),
    idIn('id', 'The id of the request.'),
    idIn('entryId', 'The id of the subject within the request.'),
    IdempotencyKey(),
    ApiCreatedResponse({ type: ReturnedCode, description: 'The code and the link.', headers: WRITTEN_HEADERS }),
    ApiProblems(
      400,
      401,
      403,
      404,
      409,
      'code_not_returned',
      'request_closed',
      'subject_locked',
      413,
      415,
      422,
      500,
      503,
    ),
  );
