import { ApiHideProperty, ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Readable, SameLettersEach } from '../../../platform/http';
import { FIELD_RULES, FIELD_TYPES, type DataField, type FieldRule, type FieldType } from '../content';

/** One field of what is asked. The examples together are one question of a FORM. */
@ApiSchema({ description: 'One field of what is asked. The examples together are one question of a FORM.' })
export class DataFieldDto implements DataField {
  @ApiProperty({
    description: 'The name of the field as the person reads it.',
    example: 'Dietary needs',
    minLength: 1,
    maxLength: 200,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Readable()
  label: string;

  @ApiProperty({ description: 'What kind of value the field holds.', enum: FIELD_TYPES, example: 'array' })
  @IsIn(FIELD_TYPES, { message: `type must be one of ${FIELD_TYPES.join(', ')}` })
  type: FieldType;

  @ApiPropertyOptional({
    description:
      'The value, matching `type`: text, a number, true or false, an ISO 8601 date, an http or https address, a PDF in ' +
      'base64 (or a data: URL), an object, an array. In a FORM, null or absent means: to be filled in.',
    nullable: true,
    example: ['Vegetarian'],
    oneOf: [
      { type: 'string', maxLength: 14_000_100 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {}, maxItems: 10_000 },
    ],
  })
  @Allow()
  value?: unknown;

  @ApiPropertyOptional({ description: 'True: part of what is signed, but not shown.', default: false, example: false })
  @IsOptional()
  @IsBoolean()
  hidden?: boolean;

  @ApiPropertyOptional({
    description: 'The parts of a field of type object, or of each row of a field of type array.',
    type: () => [DataFieldDto],
    maxItems: 200,
    example: [{ label: 'Need', type: 'string' }],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  fields?: DataFieldDto[];

  @ApiPropertyOptional({
    description: 'FORM only: the person must answer it. Leave it out elsewhere.',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  required?: boolean;

  @ApiPropertyOptional({
    description: 'FORM only: what the person may choose from. Leave it out elsewhere.',
    type: 'array',
    items: { oneOf: [{ type: 'string', maxLength: 10_000 }, { type: 'number' }] },
    maxItems: 200,
    example: ['Vegetarian', 'Vegan', 'No nuts'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @SameLettersEach()
  options?: (string | number)[];

  @ApiPropertyOptional({
    description:
      'What whoever acts under the approval may do, as `POST /v1/credential/verify` checks it against `executionParams`: ' +
      'exactly this value, at most or at least it (number, date), one of its items (array). MAX_USES (whole number), BUDGET ' +
      '(number or decimal text, with `currency`) and WINDOW (ISO 8601 duration of one unit, P1M) are visible fields of a ' +
      'JSON with a `scope`, and are counted by `POST /v1/via/mandates/{id}/authorize` and `commit`.',
    enum: FIELD_RULES,
    example: 'ONE_OF',
  })
  @IsOptional()
  @IsIn(FIELD_RULES, { message: `rule must be one of ${FIELD_RULES.join(', ')}` })
  rule?: FieldRule;

  @ApiPropertyOptional({
    description: 'BUDGET only: the currency of the amount, ISO 4217. Leave it out elsewhere.',
    minLength: 3,
    maxLength: 3,
    example: 'EUR',
  })
  @IsOptional()
  @IsString()
  @Length(3, 3)
  currency?: string;

  // Sent by clients of other versions of this API; accepted and ignored.
  @ApiHideProperty() @Allow() hash?: unknown;
}
