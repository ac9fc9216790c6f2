import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DataFieldDto } from '../../../src/modules/resources';
import { malformations, Readable, ReadableText, readDto } from '../../../src/platform/http';

/** A slug, and the key of a resource or a group inside its organization. */
export const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const ID = /^[0-9a-f]{24}$/;
const IS_ID = { message: 'id must have 24 lower-case hex digits' };

/** The rules of what a seed says of an organization. */
export class OrganizationShape {
  @IsString() @Length(1, 120) @Readable() name: string;
  @IsOptional() @Matches(ID, IS_ID) id?: string;
  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: 'language must be three capital letters, e.g. ENG' })
  language?: string;
  @IsOptional() @Matches(/^#[0-9a-f]{6}$/i, { message: 'colour must look like #1f5f6b' }) colour?: string;
  @IsOptional() @IsIn(['SEND_AND_RETURN', 'SEND', 'RETURN']) codeDelivery?: string;
  @IsOptional() @IsIn([6, 8]) codeLength?: number;
  @IsOptional() @IsInt() @Min(1) @Max(365) requestDays?: number;
  @IsOptional() @IsISO31661Alpha2({ message: 'defaultCountry must be two letters, e.g. PT' }) defaultCountry?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, {
    each: true,
    message: 'each of allowedOrigins must look like https://app.example.com',
  })
  allowedOrigins?: string[];
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) createsPerMinute?: number;
}

/** The rules of what a seed says of a resource; what its fields mean together is for `brokenContentRules`. */
export class ResourceShape {
  @IsString() @IsNotEmpty() @MaxLength(200) @Readable() name: string;
  @IsOptional() @IsString() @MaxLength(2000) @ReadableText() description?: string;
  @IsOptional() @IsString() @MaxLength(200) internalId?: string;
  @IsOptional() @Matches(ID, IS_ID) id?: string;
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]+([.:][A-Za-z0-9_-]+)*$/, {
    message: 'scope must be words joined by dots, e.g. payments.hotel',
  })
  @MaxLength(120)
  scope?: string;
  @IsOptional() @IsBoolean() required?: boolean;
  @IsOptional() @IsISO8601({ strict: true }) validFrom?: string;
  @IsOptional() @IsISO8601({ strict: true }) validUntil?: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  data: DataFieldDto[];
}

/** The rules of what a seed says of a group. */
export class GroupShape {
  @IsString() @IsNotEmpty() @MaxLength(200) @Readable() name: string;
  @IsOptional() @IsString() @MaxLength(2000) @ReadableText() description?: string;
  @IsOptional() @Matches(ID, IS_ID) id?: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ArrayUnique({ message: 'of names a resource twice' }) of: string[];
}

/** The rules of what a seed says of an API key. */
export class ApiKeyShape {
  @IsString() @IsNotEmpty() @MaxLength(200) @Readable() name: string;
  @IsOptional() @IsString() @MaxLength(2000) @ReadableText() description?: string;
}

/** One sentence for each rule of the shape that the value breaks. */
export function brokenRules(shape: new () => object, value: object): string[] {
  const { errors } = readDto(shape, value);
  return (errors.length > 0 ? errors : malformations(value)).map(({ message }) => message);
}
