import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Money', description: 'An amount of money, exact.' })
export class MoneyDto {
  @ApiProperty({
    description: 'Decimal text with all decimals of the currency.',
    pattern: '^\\d{1,18}(\\.\\d{1,4})?$',
    maxLength: 23,
    example: '120.50',
  })
  amount: string;
  @ApiProperty({ description: 'ISO 4217.', pattern: '^[A-Z]{3}$', maxLength: 3, example: 'EUR' }) currency: string;
}

const uses = { type: 'integer', format: 'int32', minimum: 0, maximum: 1_000_000_000 } as const;

@ApiSchema({ name: 'Tally', description: 'Uses and money.' })
export class TallyDto {
  @ApiProperty({ ...uses, description: 'Uses; null: they have no limit.', nullable: true, example: 2 })
  uses: number | null;
  @ApiProperty({
    description: 'Money, for each currency that has a budget.',
    type: [MoneyDto],
    maxItems: 200,
    example: [{ amount: '360.00', currency: 'EUR' }],
  })
  budget: MoneyDto[];
}

@ApiSchema({ name: 'Remaining', description: 'What is left of the limits.' })
export class RemainingDto extends TallyDto {
  @ApiPropertyOptional({
    description: 'When uses and budgets count anew; absent: never.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    example: '2026-06-01T12:00:00.000Z',
  })
  windowEndsAt?: Date;
}

@ApiSchema({ name: 'MandateLimits', description: 'What may be done under a mandate in all, or in each window.' })
export class LimitsDto {
  @ApiPropertyOptional({ ...uses, description: 'How often, at most.', minimum: 1, example: 20 }) maxUses?: number;
  @ApiProperty({
    description: 'How much may be spent, for each currency.',
    type: [MoneyDto],
    maxItems: 200,
    example: [{ amount: '1000.00', currency: 'EUR' }],
  })
  budget: MoneyDto[];
  @ApiPropertyOptional({
    description:
      'ISO 8601 duration of one unit. Windows follow each other from `valid_from` on, in UTC. Absent: all its life is one.',
    pattern: '^P(T[1-9]\\d{0,2}[HM]|[1-9]\\d{0,2}[YMWD])$',
    maxLength: 6,
    example: 'P1M',
  })
  window?: string;
}
