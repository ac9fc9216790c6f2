import { ApiHideProperty, ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  Allow,
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
  ValidateNested,
} from 'class-validator';
import { DataFieldDto, RESOURCE_TYPES, type ResourceType } from '../../resources';

/** Something to decide, given inline instead of by the id of a resource. */
@ApiSchema({ description: 'Something to decide, given inline instead of by the id of a resource.' })
export class CredentialDto {
  @ApiProperty({ description: 'What it is. Any case is accepted.', enum: RESOURCE_TYPES, example: 'CONSENT' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value))
  @IsIn(RESOURCE_TYPES, { message: `type must be one of ${RESOURCE_TYPES.join(', ')}` })
  type: ResourceType;

  @ApiProperty({
    description: 'Its title, as the person reads it.',
    example: 'Privacy notice',
    minLength: 1,
    maxLength: 200,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name: string;

  @ApiProperty({
    description:
      'What is asked. A CONSENT needs a visible field labelled `text` and may have one labelled `url`; a DOCUMENT needs a ' +
      'visible field labelled `pdf` of type pdf; in a FORM a field without a value is a question; a JSON takes any fields.',
    type: () => [DataFieldDto],
    minItems: 1,
    maxItems: 200,
    example: [{ label: 'text', type: 'string', value: 'I agree that my travel data is used to book my hotel.' }],
  })
  @IsArray()
  @ArrayNotEmpty({ message: 'data must have at least one field' })
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  data: DataFieldDto[];

  @ApiPropertyOptional({
    description:
      'What an approval authorises, as dotted words. With a scope, an approved credential becomes a mandate.',
    example: 'payments.hotel',
    pattern: '^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$',
    maxLength: 120,
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$/, {
    message: 'scope must be words joined by dots, e.g. payments.hotel',
  })
  @MaxLength(120)
  scope?: string;

  @ApiPropertyOptional({
    description: 'Your own id for it; comes back in answers and webhooks.',
    example: 'consent-7',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  internalId?: string;

  @ApiPropertyOptional({ description: 'False: the person may skip it.', default: true, example: true })
  @IsOptional()
  @IsBoolean()
  required?: boolean;

  @ApiPropertyOptional({
    description: 'A line or two below the title.',
    example: 'How we use your data',
    maxLength: 2000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string;

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

  // Sent by clients of other versions of this API; accepted and ignored.
  @ApiHideProperty() @Allow() placements?: unknown;
  @ApiHideProperty() @Allow() tags?: unknown;
  @ApiHideProperty() @Allow() content?: unknown;
  @ApiHideProperty() @Allow() price?: unknown;
}
