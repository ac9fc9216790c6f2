import { Transform, Type } from 'class-transformer';
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
} from 'class-validator';

export const CODE_DELIVERIES = ['SEND_AND_RETURN', 'SEND', 'RETURN'] as const;
export type CodeDelivery = (typeof CODE_DELIVERIES)[number];

const separated = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : value;

/** What an administrator can set of an organization; what is absent stays as it is, null clears what may be absent. */
export class OrganizationSettings {
  @IsOptional() @IsString() @Length(1, 120) name?: string;

  /** The one accent of messages and pages, e.g. `#1f5f6b`. */
  @IsOptional() @Matches(/^#[0-9a-f]{6}$/i, { message: 'colour must look like #1f5f6b' }) colour?: string | null;

  /** Used where a request names no language that this server speaks. */
  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: 'language must be three capital letters, e.g. ENG' })
  language?: string;

  /** Who learns the one-time codes (contract section 3). */
  @IsOptional()
  @IsIn(CODE_DELIVERIES, { message: `codeDelivery must be one of ${CODE_DELIVERIES.join(', ')}` })
  codeDelivery?: CodeDelivery;

  @IsOptional() @Type(() => Number) @IsIn([6, 8], { message: 'codeLength must be 6 or 8' }) codeLength?: number;

  /** How many days a request lives when it names no `expiresAt`. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(365) requestDays?: number;

  /** Lets phone numbers come without a country code. ISO 3166-1 alpha-2. */
  @IsOptional()
  @IsISO31661Alpha2({ message: 'defaultCountry must be two letters, e.g. PT' })
  defaultCountry?: string | null;

  /** Where the pages may be embedded. */
  @IsOptional()
  @Transform(separated)
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, {
    each: true,
    message: 'each of allowedOrigins must look like https://app.example.com',
  })
  allowedOrigins?: string[];

  /** Creates a minute, refused ones included. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) createsPerMinute?: number;
}
