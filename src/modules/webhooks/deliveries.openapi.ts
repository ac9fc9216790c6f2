import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ANSWER_HEADERS,
  ApiProblems,
  IdempotencyKey,
  IdParam,
  rateHeaders,
  Signed,
  WRITTEN_HEADERS,
} from '../../platform/http';
import { DeliveryDetail, DeliveryPage, ReplayDto, ReplayedView } from './dto/delivery.dto';
import { WEBHOOK_ID } from './webhooks.openapi';

const about = (operationId: string, summary: string, description: string): MethodDecorator =>
  applyDecorators(ApiTags('Webhooks'), Signed(), ApiOperation({ operationId, summary, description }), WEBHOOK_ID());
const DELIVERY_ID = (): MethodDecorator => IdParam('deliveryId', 'The id of the delivery.', '6964b8103b1d76b1c3000022');
const LIMITED = { ...WRITTEN_HEADERS, ...rateHeaders('creates your organization may make', 60) };
/** Of a call that has something sent: done once under its key, and counted. */
const SENDS = [IdempotencyKey(), ApiProblems(400, 401, 403, 404, 409, 'webhook_off', 413, 415, 422, 429, 500, 503)];

export const DescribeTestWebhook = (): MethodDecorator =>
  applyDecorators(
    about(
      'testWebhook',
      'Test a webhook',
      'Sends the event `test` to this endpoint at once. The log says what came of it. Counts as a create.',
    ),
    ApiAcceptedResponse({ type: DeliveryDetail, description: 'It is on its way.', headers: LIMITED }),
    ...SENDS,
  );

export const DescribeReplaySince = (): MethodDecorator =>
  applyDecorators(
    about(
      'replayWebhook',
      'Send what happened since once more',
      'The oldest 1,000 at a time, each under the id it had. Counts as a create.',
    ),
    ApiBody({
      type: ReplayDto,
      examples: { missed: { summary: 'What was missed', value: { since: '2026-12-01T00:00:00Z' } } },
    }),
    ApiAcceptedResponse({ type: ReplayedView, description: 'They are on their way.', headers: LIMITED }),
    ...SENDS,
  );

export const DescribeListDeliveries = (): MethodDecorator =>
  applyDecorators(
    about(
      'listDeliveries',
      'List what was sent to a webhook',
      'Newest first, kept for 30 days, also when the endpoint is removed. `search` looks at the type and the id of the event.',
    ),
    ApiOkResponse({ type: DeliveryPage, description: 'A page of deliveries.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );

export const DescribeFindDelivery = (): MethodDecorator =>
  applyDecorators(
    about(
      'getDelivery',
      'Read what was sent and what came back',
      'What is told, before encryption, and every attempt.',
    ),
    DELIVERY_ID(),
    ApiOkResponse({ type: DeliveryDetail, description: 'The delivery.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );

export const DescribeReplayDelivery = (): MethodDecorator =>
  applyDecorators(
    about(
      'replayDelivery',
      'Send one event once more',
      'At once, under the id it had, with a new schedule of attempts. One that still waits is not sent twice. Counts as a create.',
    ),
    DELIVERY_ID(),
    ApiAcceptedResponse({ type: DeliveryDetail, description: 'It is on its way.', headers: LIMITED }),
    ...SENDS,
  );
