import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { InDigits, Many, Wait } from '../../../platform/http';
import { EVENT_TYPES, type EventType } from '../events/event-types';

const TYPES = Object.keys(EVENT_TYPES) as EventType[];
const CURSOR = { pattern: '^[0-9]{1,15}$', maxLength: 15, example: '42' };

export class EventQuery extends Wait {
  @ApiPropertyOptional({
    description:
      'The `nextCursor` of the call before: what came after it. Without it, from the beginning; `latest`: nothing that has ' +
      'happened yet, only where to go on.',
    pattern: '^([0-9]{1,15}|latest)$',
    maxLength: 15,
    example: 'latest',
  })
  @IsOptional()
  @Matches(/^(\d{1,15}|latest)$/, { message: 'after must be the nextCursor of another call, or latest' })
  after?: string;

  @ApiPropertyOptional({
    description: 'Only events of these types, several with commas between them or repeated. Without it: all.',
    ...{ type: 'array', items: { type: 'string', enum: TYPES }, maxItems: 50, example: ['credential'] },
  })
  @IsOptional()
  @Many()
  @IsArray()
  @ArrayMaxSize(50)
  @IsIn(TYPES, { each: true, message: `each of types must be one of ${TYPES.join(', ')}` })
  types?: EventType[];

  @ApiPropertyOptional({
    description: 'How many facts to look at; what one is told as stays together, so there may be a few more events.',
    ...{ type: 'integer', format: 'int32', minimum: 1, maximum: 100, default: 100, example: 100 },
  })
  @IsOptional()
  @InDigits()
  @IsInt({ message: 'limit must be a whole number' })
  @Min(1)
  @Max(100)
  limit: number = 100;
}

@ApiSchema({ name: 'Event', description: 'Something that happened.' })
export class EventView {
  @ApiProperty({
    description: 'Stable: the `webhook-id` of the same event at every endpoint.',
    maxLength: 64,
    example: 'evt_6964b8103b1d76b1c3000023',
  })
  id: string;
  @ApiProperty({ description: 'What happened.', enum: TYPES, example: 'request.completed' }) type: EventType;
  @ApiProperty({
    description: 'When it happened.',
    format: 'date-time',
    maxLength: 24,
    example: '2026-12-01T09:00:00.000Z',
  })
  occurredAt: Date;
  @ApiProperty({ description: 'Its place in the feed. What one fact is told as shares it.', ...CURSOR }) cursor: string;
  @ApiProperty({
    description: 'What an endpoint is told of it, before encryption: see the section `webhooks` of this document.',
    type: 'object',
    additionalProperties: true,
    example: { eventType: 'request.completed', status: 'COMPLETED' },
  })
  payload: object;
}

@ApiSchema({ name: 'EventList', description: 'A stretch of the feed.' })
export class EventList {
  @ApiProperty({ description: 'In the order of the chain.', type: [EventView], maxItems: 10_000, example: [] })
  data: EventView[];
  @ApiProperty({ description: 'Give this as `after` for what comes next. Always there.', ...CURSOR })
  nextCursor: string;
  @ApiProperty({ description: 'True: there is more already; call again at once.', example: false }) more: boolean;
}
