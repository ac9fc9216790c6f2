import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { RESOURCE_TYPES, type ResourceType } from '../content';
import { AskedTermsDto } from './asked-terms.dto';
import { DataFieldDto } from './data-field.dto';

const upperCase = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value);
const KNOWN_TYPE = { message: `type must be one of ${RESOURCE_TYPES.join(', ')}` };

/** What a resource says, but for its type. */
abstract class ResourceContentDto extends AskedTermsDto {
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
