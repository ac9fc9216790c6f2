import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { HOLD_SECONDS } from '../asked';

const NAME = /^[\x21-\x7e]{1,128}$/;
const LONGEST_HOLD = 7 * 24 * 3600;
const AMOUNT = /^(0|[1-9]\d{0,17})(\.\d{1,4})?$/;

const Name = (description: string, example: string, required: boolean): PropertyDecorator => {
  const schema = { description, example, minLength: 1, maxLength: 128, pattern: NAME.source };
  return required ? ApiProperty(schema) : ApiPropertyOptional(schema);
};

/** Not null like nothing at all: null is no amount and no name. */
const Given = (description: string, example: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      description,
      example,
      oneOf: [
        { type: 'string', pattern: AMOUNT.source, maxLength: 23 },
        { type: 'number', minimum: 0 },
      ],
    }),
    IsOptional(),
    ValidateBy({
      name: 'isAmount',
      validator: {
        validate: (value) => (typeof value === 'string' || typeof value === 'number') && AMOUNT.test(String(value)),
        defaultMessage: () => '$property must be an amount from zero up, as decimal text ("120.50") or a number',
      },
    }),
  );

class NamedStep {
  @Name(
    'Your own name for what is done, e.g. an order: it has one effect, however often it is told.',
    'booking-4711',
    true,
  )
  @IsString()
  @Matches(NAME, { message: 'operationId must have 1 to 128 printable ASCII characters, without spaces' })
  operationId: string;
}

class SpendingStep extends NamedStep {
  @Given(
    'How much. Required where the mandate has a budget; a commit may leave it out to spend what is held.',
    '120.50',
  )
  amount?: string | number;

  @ApiPropertyOptional({
    description: 'What the amount is in, ISO 4217. May be left out where the mandate has exactly one budget.',
    pattern: '^[A-Z]{3}$',
    minLength: 3,
    maxLength: 3,
    example: 'EUR',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{3}$/, { message: 'currency must have three capital letters (ISO 4217: EUR)' })
  currency?: string;

  @ApiPropertyOptional({
    description: 'Who acts, by DID: named in the receipt.',
    pattern: '^did:\\S+$',
    maxLength: 500,
    example: 'did:web:agent.example.com',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Matches(/^did:\S+$/, { message: 'agentDid must be a DID' })
  agentDid?: string;

  @ApiPropertyOptional({
    description:
      'What is done, by the labels of the approved fields that have a `rule`, and held against them. May be left out where ' +
      'no field has one, and when what was authorized is committed.',
    type: 'object',
    additionalProperties: true,
    example: { 'Maximum amount per booking': 120.5, Currency: 'EUR' },
  })
  @IsOptional()
  @IsObject()
  executionParams?: Record<string, unknown>;
}

@ApiSchema({ name: 'AuthorizeDto', description: 'What is about to be done under a mandate.' })
export class AuthorizeDto extends SpendingStep {
  @ApiPropertyOptional({
    description: 'How long it is held. Then the hold lapses by itself.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: LONGEST_HOLD,
    default: HOLD_SECONDS,
    example: HOLD_SECONDS,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_HOLD)
  holdSeconds?: number;
}

@ApiSchema({ name: 'CommitDto', description: 'What was done under a mandate.' })
export class CommitDto extends SpendingStep {}

@ApiSchema({ name: 'RefundDto', description: 'What is given back.' })
export class RefundDto extends NamedStep {
  @Given('How much, in the currency of the operation. Absent: all that is left of it.', '20.00')
  amount?: string | number;

  @Name(
    'Tells a further refund of the same operation from the first. Leave it out for the first.',
    'second-night',
    false,
  )
  @IsOptional()
  @IsString()
  @Matches(NAME, { message: 'refundId must have 1 to 128 printable ASCII characters, without spaces' })
  refundId?: string;
}
