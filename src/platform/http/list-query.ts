import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { InDigits } from './many';

/** What every list takes; an empty filter is none. A list of its own adds its filters by extending this. */
export class ListQuery {
  @ApiPropertyOptional({
    description: 'Which page: 0 is the first.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
    example: 0,
  })
  @IsOptional()
  @InDigits()
  @IsInt({ message: 'pageIndex must be a whole number' })
  @Min(0)
  @Max(1_000_000)
  pageIndex: number = 0;

  @ApiPropertyOptional({
    description: 'How many a page holds.',
    type: 'integer',
    format: 'int32',
    minimum: 5,
    maximum: 100,
    default: 10,
    example: 10,
  })
  @IsOptional()
  @InDigits()
  @IsInt({ message: 'pageSize must be a whole number' })
  @Min(5)
  @Max(100)
  pageSize: number = 10;

  @ApiPropertyOptional({
    description:
      'Where the page before ended, as its `nextCursor` says. Faster than a deep `pageIndex`, and wins over it.',
    pattern: '^[0-9a-fA-F]{24}$',
    maxLength: 24,
    example: 'ffffffffffffffffffffffff',
  })
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{24}$/, { message: 'cursor must be the nextCursor of another page' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  cursor?: string;

  @ApiPropertyOptional({
    description: 'A part of what is looked for. Neither case nor accents count, in any script.',
    type: 'string',
    maxLength: 120,
    example: 'i',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  search?: string;
}
