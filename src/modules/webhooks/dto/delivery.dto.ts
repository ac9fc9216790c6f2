import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery, Page } from '../../../platform/http';

export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const STATUS = {
  description:
    'PENDING: it is tried, or will be. DELIVERED: the receiver answered 2xx. FAILED: it was given up after ten attempts. CANCELED: ' +
    'the endpoint was turned off or removed before.',
  enum: DELIVERY_STATUSES,
  example: 'DELIVERED',
} as const;

export class DeliveryQuery extends ListQuery {
  @ApiPropertyOptional({ ...STATUS, description: 'Only those with this status.' })
  @IsOptional()
  @IsIn(DELIVERY_STATUSES, { message: `status must be one of ${DELIVERY_STATUSES.join(', ')}` })
  status?: DeliveryStatus;
}

const date = (description: string, nullable = false) => ({
  ...{ description, type: String, format: 'date-time', nullable, maxLength: 24 },
  example: '2026-12-01T09:00:00.000Z',
});
const count = (description: string, example: number, maximum = 2_147_483_647) => ({
  ...{ description, type: 'integer' as const, format: 'int32', minimum: 0, maximum, example },
});

@ApiSchema({ name: 'WebhookAttempt', description: 'One attempt to deliver an event.' })
export class AttemptView {
  @ApiProperty(date('When it began.')) at: Date;
  @ApiProperty({
    description: 'Where it was sent.',
    format: 'uri',
    maxLength: 2000,
    example: 'https://hooks.example.com/placet',
  })
  url: string;
  @ApiProperty(count('How long it took, in milliseconds.', 84)) durationMs: number;
  @ApiProperty({
    ...count('The status that the receiver answered; null: there was no answer.', 200, 999),
    nullable: true,
  })
  responseStatus: number | null;
  @ApiProperty({
    description: 'How the body of the answer began: 1,024 bytes at most.',
    type: String,
    nullable: true,
    maxLength: 1024,
    example: 'ok',
  })
  responseBeginning: string | null;
  @ApiProperty({
    description: 'Why there was no answer, or why an answer did not count. Null otherwise.',
    type: String,
    nullable: true,
    maxLength: 500,
    example: 'The connection was refused',
  })
  error: string | null;
}

const ATTEMPT = {
  at: '2026-12-01T09:00:00.000Z',
  url: 'https://hooks.example.com/placet',
  ...{ durationMs: 84, responseStatus: 200, responseBeginning: 'ok', error: null },
};

@ApiSchema({ name: 'WebhookDelivery', description: 'One event for one endpoint, and how far it has got.' })
export class DeliveryView {
  @ApiProperty({
    description: 'The id of the delivery.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '6964b8103b1d76b1c3000022',
  })
  id: string;
  @ApiProperty({
    description: 'The `webhook-id` of every attempt, and the `id` in the feed.',
    maxLength: 64,
    example: 'evt_6964b8103b1d76b1c3000023',
  })
  eventId: string;
  @ApiProperty({ description: 'The type of the event.', maxLength: 64, example: 'credential' }) event: string;
  @ApiProperty(STATUS) status: DeliveryStatus;
  @ApiProperty(count('How many attempts were made since it was queued or replayed.', 1, 32_767)) attempts: number;
  @ApiProperty(date('When it happened.')) occurredAt: Date;
  @ApiProperty(date('When it is tried next; null: it is not.', true)) nextAttemptAt: Date | null;
  @ApiProperty({
    description: 'The last attempt; null before the first.',
    type: AttemptView,
    nullable: true,
    example: ATTEMPT,
  })
  lastAttempt: AttemptView | null;
}

@ApiSchema({ name: 'WebhookDeliveryPage', description: 'A page of deliveries.' })
export class DeliveryPage extends Page<DeliveryView> {
  @ApiProperty({ description: 'Newest first.', type: [DeliveryView], maxItems: 100, example: [] }) data: DeliveryView[];
}

@ApiSchema({
  name: 'WebhookDeliveryDetail',
  description: 'One event for one endpoint, with what was sent and every attempt.',
})
export class DeliveryDetail extends DeliveryView {
  @ApiProperty({
    description: 'What is told, before encryption; null before the first attempt.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { eventType: 'test', message: 'This is a test.' },
  })
  payload: object | null;
  @ApiProperty({
    description: 'Every attempt, the first one first; the last 100.',
    type: [AttemptView],
    maxItems: 100,
    example: [ATTEMPT],
  })
  log: AttemptView[];
}

@ApiSchema({ name: 'ReplayWebhook', description: 'What to send once more.' })
export class ReplayDto {
  @ApiProperty({
    description: 'What happened at this moment or later. The log is kept 30 days.',
    format: 'date-time',
    maxLength: 40,
    example: '2026-12-01T00:00:00Z',
  })
  @IsString()
  @IsISO8601({ strict: true }, { message: 'since must be an ISO 8601 date' })
  @MaxLength(40)
  since: string;

  @ApiPropertyOptional({
    description: 'What became of it before. Without it: whatever was not delivered.',
    enum: ['DELIVERED', 'FAILED', 'CANCELED'],
    example: 'FAILED',
  })
  @IsOptional()
  @IsIn(['DELIVERED', 'FAILED', 'CANCELED'], { message: 'status must be one of DELIVERED, FAILED, CANCELED' })
  status?: 'DELIVERED' | 'FAILED' | 'CANCELED';
}

@ApiSchema({ name: 'ReplayedWebhook', description: 'What is sent once more.' })
export class ReplayedView {
  @ApiProperty(count('How many events are sent once more.', 3, 1000)) replayed: number;
  @ApiProperty(date('Give this as `since` for the next ones; null: there are no more.', true)) nextSince: Date | null;
}
