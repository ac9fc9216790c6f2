import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CREATED_HEADERS, IdempotencyKey, Signed } from '../../platform/http';
import { CREATE_EXAMPLES } from './create-request.examples';
import { CreateRequestDto } from './dto/create-request.dto';
import { CreatedRequest } from './dto/created-request.dto';

/** How POST /v1/request appears in the OpenAPI document. */
export const DescribeCreateRequest = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'createRequest',
      summary: 'Ask people for a yes',
      description:
        'Asks up to 100 contacts for up to 30 things in one call. Each contact gets a message with a link and a one-time ' +
        'code. Nothing is stored and nothing is sent when anything is refused; the error names every bad field.',
    }),
    IdempotencyKey(),
    ApiBody({ type: CreateRequestDto, examples: CREATE_EXAMPLES }),
    ApiCreatedResponse({
      type: CreatedRequest,
      description: 'The new request, what it asks, and whom.',
      headers: CREATED_HEADERS,
    }),
    ApiProblems(400, 'security_level_unavailable', 401, 409, 413, 415, 422, 429, 500, 503),
  );
