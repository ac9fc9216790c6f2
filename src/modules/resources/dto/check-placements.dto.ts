import { ApiHideProperty, ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { TrueOrFalse } from '../../../platform/http';
import { PlacementType, PlacementUnit } from '../../documents';
import { AGREEMENT_PDF } from '../create-resource.examples';

const MOST_PLACEMENTS = 500;
const finite = { allowNaN: false, allowInfinity: false };
const FARTHEST = 1_000_000;
const length = { minimum: -FARTHEST, maximum: FARTHEST };

/** A place as in `signaturePlacements` of a request; what names the document there may stand here and is ignored. */
@ApiSchema({
  description:
    'A place as in `signaturePlacements` of a request; `resourceId` and `inlineCredentialIndex` may stand here and are ignored.',
})
export class PlacementToCheckDto {
  @ApiProperty({ ...length, description: 'Distance from the left edge, in `unit`.', example: 72 })
  @IsNumber(finite)
  @Min(-FARTHEST)
  @Max(FARTHEST)
  x: number;

  @ApiProperty({ ...length, description: 'Distance from the top edge, in `unit`.', example: 190 })
  @IsNumber(finite)
  @Min(-FARTHEST)
  @Max(FARTHEST)
  y: number;

  @ApiProperty({ ...length, description: 'How wide the place is, in `unit`.', example: 180 })
  @IsNumber(finite)
  @Min(-FARTHEST)
  @Max(FARTHEST)
  width: number;

  @ApiProperty({ ...length, description: 'How high the place is, in `unit`.', example: 42 })
  @IsNumber(finite)
  @Min(-FARTHEST)
  @Max(FARTHEST)
  height: number;

  @ApiProperty({
    description: 'Which page: 0 is the first.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 100_000,
    example: 0,
  })
  @IsInt()
  @Min(0)
  @Max(100_000)
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
    example: 'POINT',
  })
  @IsOptional()
  @IsEnum(PlacementUnit, { message: `unit must be one of ${Object.keys(PlacementUnit).join(', ')}` })
  unit?: PlacementUnit;

  @ApiPropertyOptional({
    description: 'Who signs here. It is not checked; the preview shows it.',
    maxLength: 320,
    example: 'ana@example.com',
  })
  @IsOptional()
  @IsString()
  @MaxLength(320)
  contact?: string;

  @ApiHideProperty() @Allow() resourceId?: unknown;
  @ApiHideProperty() @Allow() inlineCredentialIndex?: unknown;
}

@ApiSchema({ description: 'A document, and places on it. Give `pdf` or `resourceId`.' })
export class CheckPlacementsDto {
  @ApiPropertyOptional({
    description: 'The PDF in base64 (or a data: URL), up to 10 MB. Give this or `resourceId`.',
    maxLength: 15_400_000,
    example: AGREEMENT_PDF,
  })
  @IsOptional()
  @IsString()
  @MaxLength(15_400_000)
  pdf?: string;

  @ApiPropertyOptional({
    description: 'A DOCUMENT of your catalogue, active or not. Give this or `pdf`.',
    pattern: '^[0-9a-fA-F]{24}$',
    maxLength: 24,
    example: '507f1f77bcf86cd799439012',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @Matches(/^[0-9a-f]{24}$/, { message: 'resourceId must have 24 hex digits' })
  resourceId?: string;

  @ApiProperty({
    description: 'The places to check. An empty list answers the sizes of the pages alone.',
    type: () => [PlacementToCheckDto],
    maxItems: MOST_PLACEMENTS,
    example: [{ pageIndex: 0, unit: 'POINT', x: 72, y: 190, width: 180, height: 42 }],
  })
  @IsArray()
  @ArrayMaxSize(MOST_PLACEMENTS, { message: `placements must name at most ${MOST_PLACEMENTS} places` })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PlacementToCheckDto)
  placements: PlacementToCheckDto[];
}

export class CheckPlacementsQuery {
  @ApiPropertyOptional({
    description:
      'True: the answer has a picture of each of the first ten pages, 1,000 pixels wide, with the places on it.',
    type: Boolean,
    default: false,
    example: false,
  })
  @IsOptional()
  @TrueOrFalse()
  @IsBoolean({ message: 'preview must be true or false' })
  preview?: boolean;
}
