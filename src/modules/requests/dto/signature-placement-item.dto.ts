import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsEnum, IsInt, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlacementType, PlacementUnit } from '../../documents';

const finite = { allowNaN: false, allowInfinity: false };

/** A place on a document for one contact to sign or fill in. The origin is the top left of the page as a person sees it. */
@ApiSchema({
  description:
    'A place on a document for one contact to sign or fill in. The origin is the top left of the page as a person sees it.',
})
export class SignaturePlacementItemDto {
  @ApiPropertyOptional({
    description: 'The DOCUMENT resource it lies on. Give this or `inlineCredentialIndex`.',
    example: '507f1f77bcf86cd799439012',
    pattern: '^[0-9a-fA-F]{24}$',
    maxLength: 24,
  })
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{24}$/, { message: 'resourceId must have 24 hex digits' })
  resourceId?: string;

  @ApiPropertyOptional({
    description: 'The inline DOCUMENT it lies on: its index in `credentials`. Give this or `resourceId`.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 999,
    example: 0,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(999)
  inlineCredentialIndex?: number;

  @ApiProperty({ description: 'Who signs here: one of `contacts`.', maxLength: 1000, example: 'user@example.com' })
  @IsString()
  @MaxLength(1000)
  contact: string;

  @ApiProperty({ description: 'Distance from the left edge, in `unit`.', example: 13 })
  @IsNumber(finite)
  x: number;

  @ApiProperty({ description: 'Distance from the top edge, in `unit`.', example: 69.8 })
  @IsNumber(finite)
  y: number;

  @ApiProperty({ description: 'How wide the place is, in `unit`.', example: 34.5 })
  @IsNumber(finite)
  width: number;

  @ApiProperty({ description: 'How high the place is, in `unit`.', example: 5.7 })
  @IsNumber(finite)
  height: number;

  @ApiProperty({
    description: 'Which page: 0 is the first.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 499,
    example: 1,
  })
  @IsInt()
  @Min(0)
  pageIndex: number;

  @ApiPropertyOptional({
    description: 'What is filled in here.',
    enum: PlacementType,
    default: PlacementType.SIGNATURE,
    example: 'SIGNATURE',
  })
  @IsOptional()
  @IsEnum(PlacementType, { message: `type must be one of ${Object.keys(PlacementType).join(', ')}` })
  type?: PlacementType;

  @ApiPropertyOptional({
    description: 'PERCENT: 0 to 100 of the page; POINT: 1/72 inch.',
    enum: PlacementUnit,
    default: PlacementUnit.PERCENT,
    example: 'PERCENT',
  })
  @IsOptional()
  @IsEnum(PlacementUnit, { message: `unit must be one of ${Object.keys(PlacementUnit).join(', ')}` })
  unit?: PlacementUnit;
}
