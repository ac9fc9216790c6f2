import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { DocumentDescriptionDto, FIELD_RULES, FIELD_TYPES, type FieldRule, type FieldType } from '../../resources';
import type { ToldField } from '../credential-view';

@ApiSchema({ name: 'ToldField', description: 'One field of what is asked, as it is told.' })
export class ToldFieldDto extends DocumentDescriptionDto {
  @ApiProperty({ description: 'Its label.', maxLength: 200, example: 'text' }) label: string;
  @ApiProperty({ description: 'What its value is.', enum: FIELD_TYPES, example: 'string' }) type: FieldType;
  @ApiProperty({
    description:
      'The value; null when it is to be filled in, and for every `pdf`, whose bytes are downloaded by their `sha256`.',
    nullable: true,
    example: 'I agree.',
    oneOf: [
      { type: 'string', maxLength: 100_000 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {}, maxItems: 10_000 },
    ],
  })
  value: unknown;
  @ApiProperty({ description: 'Part of what is signed, not shown.', example: false }) hidden: boolean;
  @ApiPropertyOptional({
    description: 'The parts of an object, or of each row of an array.',
    type: 'array',
    items: { $ref: '#/components/schemas/ToldField' },
    maxItems: 1000,
    example: [],
  })
  fields?: ToldField[];
  @ApiPropertyOptional({
    description:
      'What whoever acts under the approval may do: exactly this, at most, at least, one of these; or what is counted: uses, ' +
      'a budget, and for how long each.',
    enum: FIELD_RULES,
    example: 'AT_MOST',
  })
  rule?: FieldRule;
  @ApiPropertyOptional({ description: 'BUDGET: ISO 4217.', minLength: 3, maxLength: 3, example: 'EUR' })
  currency?: string;
  @ApiPropertyOptional({ description: 'FORM: must be answered.', example: true }) required?: boolean;
  @ApiPropertyOptional({
    description: 'FORM: what may be chosen.',
    type: 'array',
    items: { oneOf: [{ type: 'string', maxLength: 10_000 }, { type: 'number' }] },
    maxItems: 1000,
    example: ['aisle', 'window'],
  })
  options?: (string | number)[];
  @ApiPropertyOptional({
    description: 'Of a `pdf`: the SHA-256 of its bytes.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256?: string;
  @ApiPropertyOptional({
    description: 'Of a `pdf`: how many bytes it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 10_485_760,
    example: 48_213,
  })
  size?: number;
  @ApiPropertyOptional({
    description: 'Of a `pdf`: how many pages it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 500,
    example: 3,
  })
  pages?: number;
  @ApiPropertyOptional({
    description: 'Of a `pdf` that a person attached: what the file was called, as the browser said.',
    maxLength: 200,
    example: 'diploma.pdf',
  })
  fileName?: string;
}
