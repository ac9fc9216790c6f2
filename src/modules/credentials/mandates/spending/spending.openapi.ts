import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import {
  ANSWER_HEADERS,
  ApiProblems,
  IdempotencyKey,
  ProblemBody,
  Signed,
  WRITTEN_HEADERS,
} from '../../../../platform/http';
import { MandateId } from '../dto/mandate-id';
import { AuthorizeDto, CommitDto, RefundDto } from './dto/step.dto';
import { SpendingDeniedDto, ToldStepDto } from './dto/told-step.dto';
import { AUTHORIZE_EXAMPLES, COMMIT_EXAMPLES, REFUND_EXAMPLES } from './spending.examples';

interface DescribedStep {
  operationId: string;
  summary: string;
  description: string;
  body: Type;
  examples: Record<string, { summary: string; value: object }>;
  done: string;
}

const AGAIN =
  'The same `operationId` with the same body is answered again as it was the first time, for good and byte for byte; with ' +
  'another body it is 409 `operation_mismatch`.';

const CODES = ['unknown_operation', 'operation_mismatch', 'operation_closed', 'operation_exceeded'] as const;

const DescribeStep = ({ operationId, summary, description, body, examples, done }: DescribedStep): MethodDecorator =>
  applyDecorators(
    ApiTags('Mandates'),
    Signed(),
    IdempotencyKey(),
    MandateId(),
    ApiOperation({ operationId, summary, description: `${description} ${AGAIN}` }),
    ApiBody({ type: body, examples }),
    ApiOkResponse({ type: ToldStepDto, description: done, headers: WRITTEN_HEADERS }),
    ApiProblems(...[400, 401, 404, 409], ...CODES, ...[413, 415, 422, 500, 503]),
  );

/** The mandate does not allow it, or the key may not call this at all: two bodies, told apart by `allowed` and `code`. */
const Denies = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(SpendingDeniedDto, ProblemBody),
    ApiForbiddenResponse({
      schema: { oneOf: [{ $ref: getSchemaPath(SpendingDeniedDto) }, { $ref: getSchemaPath(ProblemBody) }] },
      description:
        'The mandate does not allow it: nothing is kept, and the same call may be allowed another time. Or `role_too_weak`.',
      headers: ANSWER_HEADERS,
    }),
  );

/** How POST /v1/via/mandates/{id}/authorize appears in the OpenAPI document. */
export const DescribeAuthorize = (): MethodDecorator =>
  applyDecorators(
    DescribeStep({
      operationId: 'authorizeUnderMandate',
      summary: 'Hold a use and money of a mandate',
      description:
        'Asks whether something may be done, and holds one use and its amount until it is committed, given back, or the hold ' +
        'lapses by itself. Held and spent together never exceed a limit.',
      body: AuthorizeDto,
      examples: AUTHORIZE_EXAMPLES,
      done: 'It may be done, and is held.',
    }),
    Denies(),
  );

/** How POST /v1/via/mandates/{id}/commit appears in the OpenAPI document. */
export const DescribeCommit = (): MethodDecorator =>
  applyDecorators(
    DescribeStep({
      operationId: 'commitUnderMandate',
      summary: 'Spend under a mandate',
      description:
        'Turns a hold into spending: all of it, or less, and the rest is free again. What was never authorized, or whose hold ' +
        'has lapsed, is asked for and spent in one step.',
      body: CommitDto,
      examples: COMMIT_EXAMPLES,
      done: 'It is spent.',
    }),
    Denies(),
  );

/** How POST /v1/via/mandates/{id}/refund appears in the OpenAPI document. */
export const DescribeRefund = (): MethodDecorator =>
  applyDecorators(
    DescribeStep({
      operationId: 'refundUnderMandate',
      summary: 'Give back what was held or spent',
      description:
        'Releases a hold, or gives back what was spent, all of it or a part; the use comes back with the last of it. It counts ' +
        'in the window in which it was spent. A mandate that has ended takes it too.',
      body: RefundDto,
      examples: REFUND_EXAMPLES,
      done: 'It is given back.',
    }),
    ApiProblems(403),
  );
