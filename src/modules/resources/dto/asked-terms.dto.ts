import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsISO8601, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Readable, ReadableText } from '../../../platform/http';

/** What is said of something to decide besides what it asks: the same for the catalogue and for what a request asks inline. */
export abstract class AskedTermsDto {
  @ApiProperty({
    description: 'Its title, as the person reads it.',
    example: 'Privacy notice',
    minLength: 1,
    maxLength: 200,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Readable()
  name: string;

  @ApiPropertyOptional({
    description: 'A line or two below the title.',
    example: 'How we use your data',
    maxLength: 2000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @ReadableText()
  description?: string;

  @ApiPropertyOptional({
    description: 'Your own id for it; comes back in answers and webhooks.',
    example: 'consent-7',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  internalId?: string;

  @ApiPropertyOptional({
    description: 'What an approval authorises, as dotted words. An approved credential with a scope becomes a mandate.',
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
}
