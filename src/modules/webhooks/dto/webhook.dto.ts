import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { MayBeAbsent, Readable } from '../../../platform/http';
import type { Endpoint } from '../endpoints/endpoint';
import { ENDPOINT_EVENTS, type EndpointEvent } from '../events/event-types';

const NAME = { description: 'To tell endpoints apart by.', minLength: 1, maxLength: 200, example: 'Booking system' };
const URL = {
  description:
    'Where events are posted: https, and an address on the open internet, as it is written, as it resolves and as it is connected to.',
  format: 'uri',
  maxLength: 2000,
  example: 'https://hooks.example.com/placet',
};
const EVENTS = {
  description: 'What to tell. `docs/webhooks.md` says when each event happens.',
  type: 'array' as const,
  items: { type: 'string', enum: [...ENDPOINT_EVENTS] },
  minItems: 1,
  maxItems: ENDPOINT_EVENTS.length,
  example: ['credential', 'identity', 'otp.failed'],
};
const ACTIVE = {
  description: 'False: nothing is sent, and what happens meanwhile is not sent later. It is in the feed.',
  example: true,
};
const ENCRYPTED = {
  description: 'False: the body is the event itself, signed all the same.',
  example: true,
};

@ApiSchema({ name: 'NewWebhook', description: 'An endpoint to be told events.' })
export class NewWebhookDto {
  @ApiProperty(NAME) @IsString() @Length(1, 200) @Readable() name: string;

  @ApiProperty(URL) @IsString() @MaxLength(2000) url: string;

  @ApiProperty(EVENTS)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ENDPOINT_EVENTS.length)
  @ArrayUnique({ message: 'events must not name one twice' })
  @IsIn(ENDPOINT_EVENTS, { each: true, message: `each of events must be one of ${ENDPOINT_EVENTS.join(', ')}` })
  events: EndpointEvent[];

  @ApiPropertyOptional({ ...ACTIVE, default: true }) @IsOptional() @IsBoolean() active?: boolean;

  @ApiPropertyOptional({ ...ENCRYPTED, default: true }) @IsOptional() @IsBoolean() encrypted?: boolean;
}

@ApiSchema({ name: 'WebhookChange', description: 'What to change of an endpoint; what is absent stays as it is.' })
export class WebhookChangeDto {
  @ApiPropertyOptional(NAME) @MayBeAbsent() @IsString() @Length(1, 200) @Readable() name?: string;

  @ApiPropertyOptional(URL) @MayBeAbsent() @IsString() @MaxLength(2000) url?: string;

  @ApiPropertyOptional(EVENTS)
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ENDPOINT_EVENTS.length)
  @ArrayUnique({ message: 'events must not name one twice' })
  @IsIn(ENDPOINT_EVENTS, { each: true, message: `each of events must be one of ${ENDPOINT_EVENTS.join(', ')}` })
  events?: EndpointEvent[];

  @ApiPropertyOptional({ ...ACTIVE, description: `${ACTIVE.description} True also turns on again what was disabled.` })
  @MayBeAbsent()
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional(ENCRYPTED) @MayBeAbsent() @IsBoolean() encrypted?: boolean;
}

const date = (description: string, example: string | null = '2026-12-01T09:00:00.000Z') => ({
  description,
  type: String,
  format: 'date-time',
  nullable: example === null,
  maxLength: 24,
  example,
});

/** An endpoint as the API tells it. */
@ApiSchema({ name: 'Webhook', description: 'An endpoint that is told events.' })
export class WebhookView {
  @ApiProperty({
    description: 'The id of the endpoint.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '6964b8103b1d76b1c3000021',
  })
  id: string;
  @ApiProperty(NAME) name: string;
  @ApiProperty(URL) url: string;
  @ApiProperty(EVENTS) events: EndpointEvent[];
  @ApiProperty(ACTIVE) active: boolean;
  @ApiProperty(ENCRYPTED) encrypted: boolean;
  @ApiProperty({
    description:
      'Why this server turned it off: GONE, it answered 410; FAILING, every attempt of five days failed. Null: it did not.',
    type: String,
    nullable: true,
    enum: ['GONE', 'FAILING', null],
    example: null,
  })
  disabledReason: 'GONE' | 'FAILING' | null;
  @ApiProperty(date('Since when every attempt has failed; null: the last one did not.', null))
  failingSince: Date | null;
  @ApiProperty(date('When it was made.')) createdAt: Date;
  @ApiProperty(date('When it was changed last.')) updatedAt: Date;
}

export const webhookView = (endpoint: Endpoint): WebhookView => ({
  id: endpoint.id,
  name: endpoint.name,
  url: endpoint.url,
  events: endpoint.events,
  active: endpoint.active,
  encrypted: endpoint.encrypted,
  disabledReason: endpoint.disabledReason,
  failingSince: endpoint.failingSince,
  createdAt: endpoint.createdAt,
  updatedAt: endpoint.updatedAt,
});

const SECRET = {
  signatureSecret: {
    description: 'Checks `x-signature` (as it is written) and `webhook-signature` (the bytes behind `whsec_`).',
    pattern: '^whsec_[A-Za-z0-9+/]{43}=$',
    maxLength: 50,
    example: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  },
  encryptionSecret: {
    description: 'Opens the body, with the salt: base64 of 32 bytes.',
    pattern: '^[A-Za-z0-9+/]{43}=$',
    maxLength: 44,
    example: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  },
  encryptionSalt: {
    description: 'The salt of the key that opens the body, as text.',
    pattern: '^[0-9a-f]{32}$',
    maxLength: 32,
    example: '00000000000000000000000000000000',
  },
};

@ApiSchema({
  name: 'MadeWebhook',
  description: 'The new endpoint; with the secrets of your organization where this call made them.',
})
export class MadeWebhookView extends WebhookView {
  @ApiPropertyOptional(SECRET.signatureSecret) signatureSecret?: string;
  @ApiPropertyOptional(SECRET.encryptionSecret) encryptionSecret?: string;
  @ApiPropertyOptional(SECRET.encryptionSalt) encryptionSalt?: string;
}

@ApiSchema({
  name: 'WebhookSecrets',
  description: 'A new set of secrets, for all endpoints. Shown here and nowhere else.',
})
export class WebhookSecretsView {
  @ApiProperty(SECRET.signatureSecret) signatureSecret: string;
  @ApiProperty(SECRET.encryptionSecret) encryptionSecret: string;
  @ApiProperty(SECRET.encryptionSalt) encryptionSalt: string;
  @ApiProperty(date('Until then the set before counts as well.')) previousUntil: Date;
}
