import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import {
  ANSWER_HEADERS,
  ApiProblems,
  IdempotencyKey,
  IdParam,
  MADE_HEADERS,
  Signed,
  WRITTEN_HEADERS,
} from '../../platform/http';
import { MadeWebhookView, NewWebhookDto, WebhookChangeDto, WebhookSecretsView, WebhookView } from './dto/webhook.dto';

const about = (operationId: string, summary: string, description: string, demand?: 2): MethodDecorator =>
  applyDecorators(ApiTags('Webhooks'), Signed(demand), ApiOperation({ operationId, summary, description }));
export const WEBHOOK_ID = (): MethodDecorator => IdParam('id', 'The id of the webhook.', '6964b8103b1d76b1c3000021');

export const DescribeListWebhooks = (): MethodDecorator =>
  applyDecorators(
    about('listWebhooks', 'List the webhooks', 'All endpoints of your organization that are told events: at most 20.'),
    ApiExtraModels(WebhookView),
    ApiOkResponse({
      description: 'The endpoints.',
      schema: { type: 'array', items: { $ref: getSchemaPath(WebhookView) }, maxItems: 20 },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 403, 500, 503),
  );

export const DescribeCreateWebhook = (): MethodDecorator =>
  applyDecorators(
    about(
      'createWebhook',
      'Register a webhook',
      'Events are posted to `url` from now on. One set of secrets holds for all endpoints of your organization: the call that ' +
        'made it shows it, and no other. The section `webhooks` of this document has the payloads.',
    ),
    IdempotencyKey(),
    ApiBody({
      type: NewWebhookDto,
      examples: {
        decisions: {
          summary: 'Tell me what people decide',
          value: {
            name: 'Booking system',
            url: 'https://hooks.example.com/placet',
            events: ['credential', 'identity', 'otp.failed'],
            active: true,
          },
        },
        plain: {
          summary: 'Without encryption',
          value: {
            name: 'Workflow',
            url: 'https://hooks.example.com/workflow',
            events: ['request.completed', 'request.expired'],
            encrypted: false,
          },
        },
      },
    }),
    ApiCreatedResponse({ type: MadeWebhookView, description: 'The new endpoint.', headers: MADE_HEADERS }),
    ApiProblems(400, 401, 403, 409, 'too_many_webhooks', 413, 415, 422, 500, 503),
  );

export const DescribeRotateSecrets = (): MethodDecorator =>
  applyDecorators(
    about(
      'rotateWebhookSecrets',
      'Replace the webhook secrets',
      'Makes a new set for all endpoints. For 24 hours the old one counts as well: `webhook-signature` is signed under both, and ' +
        'what a receiver refuses under the new set is sent once more under the old one. Must be signed with version 2.',
      2,
    ),
    IdempotencyKey(),
    ApiOkResponse({ type: WebhookSecretsView, description: 'The new secrets.', headers: WRITTEN_HEADERS }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );

export const DescribeFindWebhook = (): MethodDecorator =>
  applyDecorators(
    about('getWebhook', 'Read one webhook', 'The endpoint, and whether it works.'),
    WEBHOOK_ID(),
    ApiOkResponse({ type: WebhookView, description: 'The endpoint.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );

export const DescribeChangeWebhook = (): MethodDecorator =>
  applyDecorators(
    about(
      'changeWebhook',
      'Change a webhook',
      'What is named is changed. What waits goes to the new address; turned off, what waits is canceled.',
    ),
    WEBHOOK_ID(),
    IdempotencyKey(),
    ApiBody({
      type: WebhookChangeDto,
      examples: {
        more: { summary: 'Hear more', value: { events: ['credential', 'request.completed'], active: true } },
      },
    }),
    ApiOkResponse({ type: WebhookView, description: 'The endpoint as it is now.', headers: WRITTEN_HEADERS }),
    ApiProblems(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
  );

export const DescribeDeleteWebhook = (): MethodDecorator =>
  applyDecorators(
    about(
      'deleteWebhook',
      'Remove a webhook',
      'No attempt starts after this; what waits is canceled. Its log stays readable for 30 days.',
    ),
    WEBHOOK_ID(),
    ApiOkResponse({
      description: 'It is removed.',
      schema: { type: 'boolean', enum: [true], example: true },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );
