import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { MayBeAbsent, Readable } from '../../platform/http';
import { resolveLanguage, SPOKEN_LANGUAGES } from '../../platform/languages';
import { isOrigin } from './is-origin';

export const CODE_DELIVERIES = ['SEND_AND_RETURN', 'SEND', 'RETURN'] as const;
export type CodeDelivery = (typeof CODE_DELIVERIES)[number];

/** What happens to a PDF that cannot be used as it was uploaded. */
export const DOCUMENT_CHANGE_POLICIES = ['ALLOW', 'REFUSE'] as const;
export type DocumentChangePolicy = (typeof DOCUMENT_CHANGE_POLICIES)[number];

const isSpoken = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) && resolveLanguage(value) !== undefined;

const inCapitals = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.toUpperCase() : value;

const SIGNATURE_VERSION = {
  type: 'integer',
  format: 'int32',
  minimum: 1,
  maximum: 2,
  enum: [1, 2] as number[],
  example: 1,
} as const;

/** What an administrator can set of an organization; what is absent stays as it is, null clears what may be absent. */
export class OrganizationSettings {
  @ApiPropertyOptional({
    description: 'The name that people see.',
    minLength: 1,
    maxLength: 120,
    example: 'Meridian Travel, Lda.',
  })
  @MayBeAbsent()
  @IsString()
  @Length(1, 120)
  @Readable()
  name?: string;

  /** The one accent of messages and pages, e.g. `#1f5f6b`. */
  @ApiPropertyOptional({
    description: 'The one accent of messages and pages; null: ours.',
    type: String,
    nullable: true,
    pattern: '^#[0-9a-fA-F]{6}$',
    maxLength: 7,
    example: '#1f5f6b',
  })
  @IsOptional()
  @Matches(/^#[0-9a-f]{6}$/i, { message: 'colour must look like #1f5f6b' })
  colour?: string | null;

  /** Used where a request names no language that this server speaks. */
  @ApiPropertyOptional({
    description:
      'The language where a request names none that this server speaks: ISO 639-2/3 in capitals. One that this server speaks.',
    pattern: '^[A-Z]{3}$',
    maxLength: 3,
    example: 'ENG',
  })
  @MayBeAbsent()
  @ValidateBy(
    { name: 'isSpoken', validator: { validate: isSpoken } },
    { message: `language must be one that this server speaks: ${Object.keys(SPOKEN_LANGUAGES).join(', ')}` },
  )
  language?: string;

  /** Who learns the one-time codes (contract section 3). */
  @ApiPropertyOptional({
    description:
      'Who learns the one-time codes. SEND: the person only. SEND_AND_RETURN: the asker as well. RETURN: the asker only, who ' +
      'delivers them. A code that the asker knows proves less; the evidence of a request says which it was.',
    enum: CODE_DELIVERIES,
    example: 'SEND_AND_RETURN',
  })
  @MayBeAbsent()
  @IsIn(CODE_DELIVERIES, { message: `codeDelivery must be one of ${CODE_DELIVERIES.join(', ')}` })
  codeDelivery?: CodeDelivery;

  @ApiPropertyOptional({
    description: 'The digits of a code.',
    type: 'integer',
    format: 'int32',
    minimum: 6,
    maximum: 8,
    enum: [6, 8],
    example: 6,
  })
  @MayBeAbsent()
  @IsIn([6, 8], { message: 'codeLength must be 6 or 8' })
  codeLength?: number;

  /** How many days a request lives when it names no `expiresAt`. */
  @ApiPropertyOptional({
    description: 'How many days a request lives that names no `expiresAt`.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 365,
    example: 30,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(365)
  requestDays?: number;

  /** Lets phone numbers come without a country code. ISO 3166-1 alpha-2. */
  @ApiPropertyOptional({
    description: 'Lets phone numbers come without a country code: ISO 3166-1 alpha-2; null: they must have one.',
    type: String,
    nullable: true,
    pattern: '^[A-Za-z]{2}$',
    maxLength: 2,
    example: 'PT',
  })
  @IsOptional()
  @Transform(inCapitals)
  @IsISO31661Alpha2({ message: 'defaultCountry must be two letters, e.g. PT' })
  defaultCountry?: string | null;

  /** Where the pages may be embedded. */
  @ApiPropertyOptional({
    description: 'Where the pages may be embedded: up to ten origins, https only. Empty: nowhere.',
    type: 'array',
    items: { type: 'string', pattern: '^https://[a-z0-9.-]+(:[0-9]{1,5})?$', maxLength: 268 },
    maxItems: 10,
    example: ['https://app.example.com'],
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateBy(
    { name: 'isOrigin', validator: { validate: isOrigin } },
    { each: true, message: 'each of allowedOrigins must look like https://app.example.com' },
  )
  allowedOrigins?: string[];

  @ApiPropertyOptional({
    description:
      'What happens to PDFs that cannot be used as they were uploaded, where a request does not say: see `documentChanges` there.',
    enum: DOCUMENT_CHANGE_POLICIES,
    example: 'ALLOW',
  })
  @MayBeAbsent()
  @IsIn(DOCUMENT_CHANGE_POLICIES, { message: `documentChanges must be one of ${DOCUMENT_CHANGE_POLICIES.join(', ')}` })
  documentChanges?: DocumentChangePolicy;

  @ApiPropertyOptional({
    description:
      'The lowest signature version of every call, whatever its key says. 2 covers method, path and query as well; programs ' +
      'made for the Humanos API sign with 1.',
    ...SIGNATURE_VERSION,
  })
  @MayBeAbsent()
  @IsIn([1, 2], { message: 'minSignatureVersion must be 1 or 2' })
  minSignatureVersion?: number;

  @ApiPropertyOptional({
    description:
      'The lowest signature version of calls that end something for good: revoke a credential, cancel a request, delete a ' +
      'resource or a group.',
    ...SIGNATURE_VERSION,
  })
  @MayBeAbsent()
  @IsIn([1, 2], { message: 'finalSignatureVersion must be 1 or 2' })
  finalSignatureVersion?: number;

  /** Creates a minute, refused ones included. */
  @ApiPropertyOptional({
    description: 'Creates a minute, refused ones included. An administrator sets it.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 1_000_000,
    example: 60,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  createsPerMinute?: number;
}
