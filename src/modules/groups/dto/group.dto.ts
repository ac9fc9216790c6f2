import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { Readable, ReadableText } from '../../../platform/http';

/** A request asks 30 things at most, so a larger group could never be asked. */
const MOST_RESOURCES = 30;

const asIds = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.trim().toLowerCase() : id)) : value;

@ApiSchema({ description: 'A named, ordered set of resources, as it shall be from now on.' })
export class GroupDto {
  @ApiProperty({ description: 'Its name.', example: 'New supplier', minLength: 1, maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Readable()
  name: string;

  @ApiPropertyOptional({
    description: 'What it is for.',
    example: 'Everything that a new supplier signs',
    maxLength: 2000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @ReadableText()
  description?: string;

  @ApiProperty({
    description:
      'The resources it holds, in the order in which they are asked; each once. An inactive one is not asked.',
    type: 'array',
    items: { type: 'string', pattern: '^[0-9a-fA-F]{24}$', minLength: 24, maxLength: 24 },
    maxItems: MOST_RESOURCES,
    example: ['507f1f77bcf86cd799439012'],
  })
  @IsArray()
  @Transform(asIds)
  @ArrayMaxSize(MOST_RESOURCES, {
    message: `resourcesIds must name at most ${MOST_RESOURCES} resources: a request asks no more`,
  })
  @ArrayUnique({ message: 'resourcesIds must name each resource once' })
  @Matches(/^[0-9a-f]{24}$/, { each: true, message: 'resourcesIds must have ids of 24 hex digits' })
  resourcesIds: string[];

  @ApiPropertyOptional({
    description: 'False: it cannot be asked for now. A new one is active; an absent value changes nothing.',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}
