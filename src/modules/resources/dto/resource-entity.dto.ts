import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { DocumentDescriptionDto } from './document-description.dto';
import { RESOURCE_TYPES, FIELD_TYPES, type FieldType, type ResourceType } from '../content';

const id = { pattern: '^[0-9a-f]{24}$', minLength: 24, maxLength: 24 };
const moment = { type: String, format: 'date-time', maxLength: 30 };
const text = 'I have read the terms of service and agree to them.';

/** A field as every answer shows it: of a PDF what it is, never its bytes. */
@ApiSchema({
  name: 'FieldEntity',
  description: 'One field of what is asked. Of a PDF it says what it is, not its bytes.',
})
export class FieldEntity extends DocumentDescriptionDto {
  @ApiProperty({ description: 'The name of the field as the person reads it.', maxLength: 200, example: 'text' })
  label: string;

  @ApiProperty({ description: 'What kind of value it holds.', enum: FIELD_TYPES, example: 'string' })
  type: FieldType;

  @ApiProperty({
    description: 'The value; null where it is to be filled in, and of a PDF.',
    nullable: true,
    oneOf: [
      { type: 'string', maxLength: 100_000 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {}, maxItems: 100_000 },
      { type: 'null' },
    ],
    example: text,
  })
  value: unknown;

  @ApiProperty({ description: 'True: part of what is signed, but not shown.', example: false })
  hidden: boolean;

  @ApiPropertyOptional({
    description: 'The parts of an object, or of each row of an array.',
    type: () => [FieldEntity],
    maxItems: 200,
    example: [],
  })
  fields?: FieldEntity[];

  @ApiPropertyOptional({ description: 'FORM only: the person must answer it.', example: true })
  required?: boolean;

  @ApiPropertyOptional({
    description: 'FORM only: what the person may choose from.',
    type: 'array',
    items: { oneOf: [{ type: 'string', maxLength: 100_000 }, { type: 'number' }] },
    maxItems: 200,
    example: [],
  })
  options?: (string | number)[];

  @ApiPropertyOptional({
    description: 'PDF only: SHA-256 of its bytes.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256?: string;

  @ApiPropertyOptional({
    description: 'PDF only: how many bytes it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 10_485_760,
    example: 48_213,
  })
  size?: number;

  @ApiPropertyOptional({
    description: 'PDF only: how many pages it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 500,
    example: 2,
  })
  pages?: number;
}

@ApiSchema({ name: 'ResourceEntity', description: 'Something that can be asked for, in its current version.' })
@ApiExtraModels(FieldEntity)
export class ResourceEntity {
  @ApiProperty({ ...id, description: 'Its id.', example: '507f1f77bcf86cd799439012' })
  id: string;

  @ApiProperty({ description: 'Its title, as the person reads it.', maxLength: 200, example: 'Terms of service' })
  name: string;

  @ApiProperty({ description: 'What it is.', enum: RESOURCE_TYPES, example: 'CONSENT' })
  type: ResourceType;

  @ApiProperty({ description: 'False: it cannot be asked for now.', example: true })
  active: boolean;

  @ApiProperty({
    description: 'The groups it stands in.',
    type: 'array',
    items: { type: 'string', ...id },
    maxItems: 10_000,
    example: ['507f1f77bcf86cd799439011'],
  })
  groupIds: string[];

  @ApiProperty({
    description: 'Counts its changes: 1 is how it was made. A request keeps the version it was made with.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2_147_483_647,
    example: 1,
  })
  version: number;

  @ApiProperty({ ...moment, description: 'When it was made.', example: '2026-11-23T09:00:00.000Z' })
  createdAt: Date;

  @ApiProperty({ ...moment, description: 'When it was changed last.', example: '2026-11-23T09:00:00.000Z' })
  updatedAt: Date;

  @ApiPropertyOptional({ description: 'Your own id for it.', maxLength: 200, example: 'terms-7' })
  internalId?: string;

  @ApiPropertyOptional({
    description: 'A line or two below the title.',
    maxLength: 2000,
    example: 'What you and we owe each other',
  })
  description?: string;

  @ApiPropertyOptional({
    description:
      'What is asked: the text of a CONSENT, the fields of a FORM or a JSON, the PDF of a DOCUMENT in base64. The PDF is ' +
      'there only where one resource was asked for by its id.',
    oneOf: [
      { type: 'string', maxLength: 15_400_000 },
      { type: 'array', items: { $ref: getSchemaPath(FieldEntity) }, maxItems: 200 },
    ],
    example: text,
  })
  content?: string | FieldEntity[];

  @ApiPropertyOptional({
    description: 'CONSENT only: where more can be read.',
    format: 'uri',
    maxLength: 2048,
    example: 'https://example.com/terms',
  })
  consentUrl?: string;

  @ApiPropertyOptional({
    description: 'What an approval authorises.',
    maxLength: 120,
    pattern: '^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$',
    example: 'accounts.open',
  })
  scope?: string;

  @ApiProperty({ description: 'False: the person may skip it.', example: true })
  required: boolean;

  @ApiPropertyOptional({ ...moment, description: 'When it begins to hold.', example: '2026-01-01T00:00:00.000Z' })
  validFrom?: Date;

  @ApiPropertyOptional({ ...moment, description: 'When it ceases to hold.', example: '2099-12-31T23:59:59.000Z' })
  validUntil?: Date;

  @ApiPropertyOptional({
    description: 'What is asked, field by field. Absent in a list.',
    type: () => [FieldEntity],
    maxItems: 200,
    example: [{ label: 'text', type: 'string', value: text, hidden: false }],
  })
  data?: FieldEntity[];
}
