import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { CredentialDetailDto } from '../../credentials';
import { EVENT_TYPES, type EventType } from '../events/event-types';

const CONTRACT_TYPES = ['credential', 'identity', 'otp.failed'];
const OTHER_TYPES = (Object.keys(EVENT_TYPES) as EventType[]).filter((type) => !CONTRACT_TYPES.includes(type));

const id = (description: string, example: string) => ({
  description,
  pattern: '^[0-9a-f]{24}$',
  maxLength: 24,
  example,
});
const text = (description: string, maxLength: number, example: string) => ({ description, maxLength, example });
const date = (description: string) => ({
  ...{ description, type: String, format: 'date-time', maxLength: 24, example: '2026-12-01T09:00:00.000Z' },
});
const OWN_ID = text('Your own id, where you gave one.', 200, 'trip-4711');
const DID = text('The DID of the person.', 255, 'did:via:humanos:user-507f1f77bcf86cd799439013');

@ApiSchema({ name: 'EventUser', description: 'The person whom an event is about.' })
export class EventUserDto {
  @ApiProperty(text('The contact that was asked.', 254, 'ana@example.com')) contact: string;
  @ApiProperty(DID) did: string;
  @ApiPropertyOptional(OWN_ID) internalId?: string;
}

abstract class Told {
  @ApiProperty({
    ...id('The request it belongs to; null for what belongs to none.', '507f1f77bcf86cd799439011'),
    type: String,
    nullable: true,
  })
  requestId: string | null;
  @ApiPropertyOptional(OWN_ID) internalId?: string;
  @ApiProperty(text('The DID of your organization.', 255, 'did:via:humanos:org-507f1f77bcf86cd799439010'))
  issuerDid: string;
  @ApiPropertyOptional({ description: 'The person, where it is about one.', type: EventUserDto }) user?: EventUserDto;
  @ApiProperty(date('When it was decided, or happened.')) decisionDate: string;
  @ApiProperty(text('The version of the API whose shapes this has.', 10, 'v1')) api_version: string;
}

@ApiSchema({ name: 'CredentialEvent', description: 'A person decided on a credential.' })
export class CredentialEventDto extends Told {
  @ApiProperty({ description: 'The type of the event.', enum: ['credential'], example: 'credential' })
  eventType: 'credential';
  @ApiProperty({ description: 'What the person did.', enum: ['accept', 'reject'], example: 'accept' }) action: string;
  @ApiProperty({ description: 'The credential, as `GET /v1/request/{id}` tells it.', type: CredentialDetailDto })
  credential: CredentialDetailDto;
  @ApiProperty(date('When its proof was written, or refused.')) occurredAt: string;
}

@ApiSchema({ name: 'IdentityDecision', description: 'What came of an identification.' })
export class IdentityDecisionDto {
  @ApiProperty({ description: 'Whether the person was identified.', example: true }) success: boolean;
  @ApiProperty({
    description: 'Whether the provider suspects fraud; null: it does not say.',
    type: Boolean,
    nullable: true,
    example: null,
  })
  isFraud: boolean | null;
  @ApiProperty({
    description: 'The risk that the provider sees; null: it does not say.',
    ...{ type: Number, nullable: true, minimum: 0, maximum: 100, example: null },
  })
  riskScore: number | null;
  @ApiProperty({ ...text('Why it failed; null: it did not.', 500, 'timeout'), type: String, nullable: true })
  message: string | null;
}

@ApiSchema({ name: 'IdentityEvent', description: 'A person was identified, or was not.' })
export class IdentityEventDto extends Told {
  @ApiProperty({ description: 'The type of the event.', enum: ['identity'], example: 'identity' })
  eventType: 'identity';
  @ApiProperty({ description: 'What came of it.', type: IdentityDecisionDto }) decision: IdentityDecisionDto;
}

@ApiSchema({ name: 'DeliveryError', description: 'Why a message could not be delivered.' })
export class DeliveryErrorDto {
  @ApiProperty({
    description: 'The kind of failure.',
    enum: [
      ...['INVALID_PHONE_NUMBER', 'INVALID_EMAIL', 'UNDELIVERABLE', 'CARRIER_REJECTED', 'RATE_LIMITED'],
      ...['BLOCKED_DESTINATION', 'UNAVAILABLE'],
    ],
    example: 'INVALID_EMAIL',
  })
  code: string;
  @ApiProperty(text('The reason, in words.', 1000, 'The mail server does not know this address (550)')) message: string;
}

@ApiSchema({ name: 'FailedCode', description: 'The code that did not arrive.' })
export class FailedCodeDto {
  @ApiProperty(
    text('What to call, with PATCH, to send another one.', 200, '/v1/request/resend/507f1f77bcf86cd799439011'),
  )
  resendEndpoint: string;
  @ApiProperty({ description: 'Why.', type: DeliveryErrorDto }) error: DeliveryErrorDto;
}

@ApiSchema({ name: 'OtpFailedEvent', description: 'The message that brings a one-time code could not be delivered.' })
export class OtpFailedEventDto extends Told {
  @ApiProperty({ description: 'The type of the event.', enum: ['otp.failed'], example: 'otp.failed' })
  eventType: 'otp.failed';
  @ApiProperty({ description: 'What failed, and what to do.', type: FailedCodeDto }) otp: FailedCodeDto;
}

@ApiSchema({ name: 'TestEvent', description: 'Sent on demand, to try an endpoint.' })
export class TestEventDto {
  @ApiProperty({ description: 'The type of the event.', enum: ['test'], example: 'test' }) eventType: 'test';
  @ApiProperty(text('A sentence.', 200, 'This is a test.')) message: string;
  @ApiProperty(text('The DID of your organization.', 255, 'did:via:humanos:org-507f1f77bcf86cd799439010'))
  issuerDid: string;
  @ApiProperty(text('The version of the API whose shapes this has.', 10, 'v1')) api_version: string;
}

@ApiSchema({
  name: 'OtherEvent',
  description: 'Any other event. What is told beside these fields depends on its type.',
})
export class OtherEventDto extends Told {
  @ApiProperty({ description: 'The type of the event.', enum: OTHER_TYPES, example: 'request.completed' })
  eventType: EventType;
  @ApiPropertyOptional(id('The credential, where it is about one.', '507f1f77bcf86cd799439015')) credentialId?: string;
  @ApiPropertyOptional(text('The mandate, where it is about one.', 40, 'mdt_00000000-0000-4000-8000-000000000001'))
  mandateId?: string;
  @ApiPropertyOptional(id('The endpoint, where it is about one.', '6964b8103b1d76b1c3000021')) webhookId?: string;
  @ApiPropertyOptional({
    description: '`request.completed`: how it ended.',
    enum: ['COMPLETED', 'REJECTED'],
    example: 'COMPLETED',
  })
  status?: string;
  @ApiPropertyOptional({
    description: '`credential.decided`: what the person did.',
    enum: ['accept', 'reject'],
    example: 'accept',
  })
  action?: string;
  @ApiPropertyOptional(text('Why, where somebody said so.', 2000, 'The trip is off.')) reason?: string;
  @ApiPropertyOptional({ description: '`notification.failed`: why.', type: DeliveryErrorDto }) error?: DeliveryErrorDto;
}
