import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { MOST_PREVIEWS, PlacementType } from '../../documents';

/** What may be wrong with a place. The first three are refused when a request is made; the others are not. */
export const PLACEMENT_WARNINGS = [
  'unknown_page',
  'no_area',
  'outside_page',
  'closed_page',
  'overlap',
  'too_small',
] as const;
export type PlacementWarningCode = (typeof PLACEMENT_WARNINGS)[number];

const pageIndex = {
  description: 'Which page: 0 is the first.',
  type: 'integer',
  format: 'int32',
  minimum: 0,
  maximum: 100_000,
  example: 0,
} as const;
const pixels = { type: 'integer', format: 'int32', minimum: 1, maximum: 4000 } as const;

@ApiSchema({ name: 'CheckedPage', description: 'A page as a person sees it: its crop box, after its turn.' })
export class CheckedPage {
  @ApiProperty(pageIndex) pageIndex: number;
  @ApiProperty({ description: 'In points, 1/72 inch.', minimum: 3, maximum: 14_400, example: 595 }) width: number;
  @ApiProperty({ description: 'In points, 1/72 inch.', minimum: 3, maximum: 14_400, example: 842 }) height: number;
  @ApiProperty({
    description: 'The turn that the document asks for, clockwise. Width and height are after it.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 270,
    enum: [0, 90, 180, 270],
    example: 0,
  })
  rotation: number;
}

@ApiSchema({ name: 'CheckedBox', description: 'A box from the top left of the page as a person sees it.' })
export class CheckedBox {
  @ApiProperty({ description: 'Distance from the left edge.', example: 72 }) x: number;
  @ApiProperty({ description: 'Distance from the top edge.', example: 190 }) y: number;
  @ApiProperty({ description: 'How wide it is.', example: 180 }) width: number;
  @ApiProperty({ description: 'How high it is.', example: 42 }) height: number;
}

@ApiSchema({ name: 'PlacementWarning', description: 'Something to look at.' })
export class PlacementWarning {
  @ApiProperty({
    description:
      'Stable. `unknown_page`, `no_area` (also a side of less than a point), `outside_page` and `closed_page` (certified or locked): a request with this place is refused. `overlap` and ' +
      '`too_small` (a SIGNATURE below 60 x 20 points): it is not.',
    enum: PLACEMENT_WARNINGS,
    example: 'too_small',
  })
  code: PlacementWarningCode;

  @ApiProperty({
    description: 'What is the matter, and what to do.',
    maxLength: 500,
    example: 'placements[0] is 40 x 12 points: a signature needs at least 60 x 20 to be readable',
  })
  message: string;
}

@ApiSchema({ name: 'CheckedPlacement', description: 'A place, in both units, and what to look at.' })
export class CheckedPlacement {
  @ApiProperty({
    description: 'Its index in `placements`.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 499,
    example: 0,
  })
  index: number;

  @ApiProperty(pageIndex) pageIndex: number;
  @ApiProperty({ description: 'What is filled in.', enum: PlacementType, example: 'SIGNATURE' }) type: PlacementType;
  @ApiProperty({ description: 'True: a request may have it.', example: true }) accepted: boolean;

  @ApiProperty({
    description: 'In points, to a hundredth, as a request would store it; null where there is no such page.',
    type: CheckedBox,
    nullable: true,
    example: { x: 72, y: 190, width: 180, height: 42 },
  })
  points: CheckedBox | null;

  @ApiProperty({
    description: 'In percent of the page; null where there is no such page.',
    type: CheckedBox,
    nullable: true,
    example: { x: 12.10084, y: 22.565321, width: 30.252101, height: 4.988124 },
  })
  percent: CheckedBox | null;

  @ApiProperty({
    description: 'What to look at; empty when all is well.',
    type: [PlacementWarning],
    maxItems: 5,
    example: [],
  })
  warnings: PlacementWarning[];
}

@ApiSchema({ name: 'PagePreview', description: 'A page as a picture, with the places on it.' })
export class PagePreviewEntity {
  @ApiProperty(pageIndex) pageIndex: number;
  @ApiProperty({ ...pixels, description: 'In pixels.', example: 1000 }) width: number;
  @ApiProperty({ ...pixels, description: 'In pixels.', example: 1415 }) height: number;
  @ApiProperty({
    description: 'A PNG, in base64.',
    format: 'byte',
    maxLength: 30_000_000,
    example: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  })
  png: string;
}

@ApiSchema({ name: 'CheckedPlacements', description: 'The pages of the document, and what is to say of each place.' })
export class CheckedPlacements {
  @ApiProperty({
    description: 'The pages, in order.',
    type: [CheckedPage],
    maxItems: 500,
    example: [{ pageIndex: 0, width: 595, height: 842, rotation: 0 }],
  })
  pages: CheckedPage[];

  @ApiProperty({ description: 'The places, in their order.', type: [CheckedPlacement], maxItems: 500, example: [] })
  placements: CheckedPlacement[];

  @ApiPropertyOptional({
    description: `With \`preview=true\`: the first ${MOST_PREVIEWS} pages.`,
    type: [PagePreviewEntity],
    maxItems: MOST_PREVIEWS,
    example: [],
  })
  previews?: PagePreviewEntity[];

  @ApiPropertyOptional({
    description: 'With `preview=true`: why this document cannot be drawn. It can be signed all the same.',
    maxLength: 500,
    example: 'The pages cannot be drawn: they take too much time or memory.',
  })
  previewProblem?: string;
}
