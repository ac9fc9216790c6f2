import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ListQuery } from './list-query';

const MOST = 2_147_483_647;

/** What every list answers beside its `data`. A page of its own adds `data` by extending this. */
export abstract class Page<Item> {
  abstract data: Item[];

  @ApiProperty({
    description: 'How many pages there are; 0 when there is nothing. As exact as `totalCount`.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: MOST,
    example: 1,
  })
  totalPages: number;

  @ApiProperty({
    description: 'How many there are: exact up to 10,000, estimated beyond.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: MOST,
    example: 1,
  })
  totalCount: number;

  @ApiProperty({ description: 'False: `totalCount` and `totalPages` are estimates.', example: true })
  totalExact: boolean;

  @ApiProperty({
    description: 'Which page this is.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 1_000_000,
    example: 0,
  })
  pageIndex: number;

  @ApiProperty({
    description: 'How many a page holds.',
    type: 'integer',
    format: 'int32',
    minimum: 5,
    maximum: 100,
    example: 10,
  })
  pageSize: number;

  @ApiPropertyOptional({
    description: 'Give this as `cursor` for the next page. Absent on the last one.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '507f1f77bcf86cd799439011',
  })
  nextCursor?: string;
}

/** How many there are, and whether that is counted or estimated. */
export interface Total {
  count: number;
  exact: boolean;
}

/** A list counts exactly this far: counting a million rows for every page would cost more than the page. */
export const COUNTED_EXACTLY = 10_000;

/**
 * The page of a list. `found` holds one item more than the page when there is a next one: ask the database for
 * `pageSize + 1`. `idOf` answers what the list is ordered by.
 */
export function pageOf<Item>(
  found: Item[],
  total: Total,
  { pageIndex, pageSize }: Pick<ListQuery, 'pageIndex' | 'pageSize'>,
  idOf: (item: Item) => string,
): Page<Item> {
  const data = found.slice(0, pageSize);
  return {
    data,
    totalPages: Math.ceil(total.count / pageSize),
    totalCount: total.count,
    totalExact: total.exact,
    pageIndex,
    pageSize,
    ...(found.length > pageSize && { nextCursor: idOf(data[data.length - 1]) }),
  };
}
