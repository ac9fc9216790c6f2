import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, CREATED_HEADERS, IdempotencyKey, IdParam, Signed } from '../../platform/http';
import { CREATE_EXAMPLES } from './create-request.examples';
import { CreateRequestDto } from './dto/create-request.dto';
import { CreatedRequest } from './dto/created-request.dto';
import { RequestDetailDto, RequestPage } from './dto/request-item.dto';

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
    ApiProblems(400, 'security_level_unavailable', 401, 403, 409, 413, 415, 422, 429, 500, 503),
  );

const requestId = (): MethodDecorator => IdParam('id', 'The id of the request.', '507f1f77bcf86cd799439011');

/** How GET /v1/request appears in the OpenAPI document. */
export const DescribeListRequests = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'listRequests',
      summary: 'Find requests',
      description:
        'Lists requests, the newest first. Filters are joined by "and"; where a filter takes several values, any of them ' +
        'does. Canceled requests are listed only with `status=CANCELED`. `search` looks in the name, your own id, the ' +
        'contacts and the names of what is asked. Counts are exact up to 10,000.',
    }),
    ApiOkResponse({ type: RequestPage, description: 'A page of requests.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 500, 503),
  );

/** How GET /v1/request/{id} appears in the OpenAPI document. */
export const DescribeShowRequest = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'getRequest',
      summary: 'Follow a request',
      description:
        'Answers a request with what it asks, whom, and how far each has come. With `wait` it answers as soon as something of that has ' +
        'changed. A canceled request is not found.',
    }),
    requestId(),
    ApiOkResponse({ type: RequestDetailDto, description: 'The request.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 404, 429, 500, 503),
  );

/** How DELETE /v1/request/{id} appears in the OpenAPI document. */
export const DescribeCancelRequest = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'cancelRequest',
      summary: 'Cancel a request',
      description:
        'What is undecided can no longer be decided (REVOKED, reason CANCELED) and no message leaves any more; what is ' +
        'decided stays. An expired request may be canceled as well, a completed or rejected one may not.',
    }),
    requestId(),
    ApiOkResponse({
      description: 'It is canceled.',
      schema: { type: 'boolean', enum: [true], example: true },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 'request_closed', 500, 503),
  );
