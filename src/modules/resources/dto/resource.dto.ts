import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { RESOURCE_TYPES, type ResourceType } from '../content';
import { DataFieldDto } from './data-field.dto';

const upperCase = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value);
const KNOWN_TYPE = { message: `type must be one of ${RESOURCE_TYPES.join(', ')}` };

/** What a resource says, but for its type. */
abstract class ResourceContentDto {
  @ApiProperty({
    description: 'Its title, as the person reads it.',
    example: 'Terms of service',
    minLength: 1,
    maxLength: 200,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name: string;

  @ApiPropertyOptional({
    description: 'A line or two below the title.',
    example: 'What you and we owe each other',
    maxLength: 2000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string;

  @ApiPropertyOptional({
    description: 'Your own id for it; comes back in answers and webhooks.',
    example: 'terms-7',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  internalId?: string;

  @ApiPropertyOptional({
    description:
      'What is asked, in its simple form: the PDF of a DOCUMENT in base64 (or a data: URL), the text of a CONSENT, the ' +
      'fields of a FORM or a JSON. Give this or `data`.',
    oneOf: [
      { type: 'string', minLength: 1, maxLength: 15_400_000 },
      { type: 'array', items: { $ref: getSchemaPath(DataFieldDto) }, minItems: 1, maxItems: 200 },
    ],
    example: 'I have read the terms of service and agree to them.',
  })
  @IsOptional()
  @ValidateIf(({ content }: ResourceContentDto) => typeof content !== 'string')
  @IsArray({ message: 'content must be a text or a list of fields' })
  @ArrayNotEmpty({ message: 'content must have at least one field' })
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  content?: string | DataFieldDto[];

  @ApiPropertyOptional({
    description: 'CONSENT with `content` only: where more can be read, shown as a link.',
    format: 'uri',
    maxLength: 2048,
    example: 'https://example.com/terms',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  consentUrl?: string;

  @ApiPropertyOptional({
    description: 'What is asked, field by field, as in `credentials` of a request. Give this or `content`.',
    type: () => [DataFieldDto],
    minItems: 1,
    maxItems: 200,
    example: [{ label: 'text', type: 'string', value: 'I have read the terms of service and agree to them.' }],
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty({ message: 'data must have at least one field' })
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  data?: DataFieldDto[];

  @ApiPropertyOptional({
    description: 'What an approval authorises, as dotted words. An approved credential with a scope becomes a mandate.',
    example: 'accounts.open',
    pattern: '^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$',
    maxLength: 120,
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$/, {
    message: 'scope must be words joined by dots, e.g. payments.hotel',
  })
  @MaxLength(120)
  scope?: string;

  @ApiPropertyOptional({ description: 'False: the person may skip it.', default: true, example: true })
  @IsOptional()
  @IsBoolean()
  required?: boolean;

  @ApiPropertyOptional({
    description: 'When it begins to hold (ISO 8601).',
    format: 'date-time',
    maxLength: 40,
    example: '2026-01-01T00:00:00Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'validFrom must be an ISO 8601 date' })
  validFrom?: string;

  @ApiPropertyOptional({
    description: 'When it ceases to hold (ISO 8601).',
    format: 'date-time',
    maxLength: 40,
    example: '2099-12-31T23:59:59Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'validUntil must be an ISO 8601 date' })
  validUntil?: string;

  @ApiPropertyOptional({
    description: 'False: it cannot be asked for now. A new one is active; an absent value changes nothing.',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

@ApiSchema({ description: 'Something new to ask for. It needs `content` or `data`.' })
export class CreateResourceDto extends ResourceContentDto {
  @ApiProperty({
    description: 'What it is, for good. Any case is accepted.',
    enum: RESOURCE_TYPES,
    example: 'CONSENT',
  })
  @Transform(upperCase)
  @IsIn(RESOURCE_TYPES, KNOWN_TYPE)
  type: ResourceType;
}

@ApiSchema({
  description:
    'A resource as it shall be from now on. What is left out is gone, but for `content` and `data` (what is asked stays ' +
    'as it is) and `active`.',
})
export class ReplaceResourceDto extends ResourceContentDto {
  @ApiPropertyOptional({
    description: 'What it is: a resource keeps its type, so this can only say what it is.',
    enum: RESOURCE_TYPES,
    example: 'CONSENT',
  })
  @IsOptional()
  @Transform(upperCase)
  @IsIn(RESOURCE_TYPES, KNOWN_TYPE)
  type?: ResourceType;
}
