import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ReceiptDto } from '../../../verification/dto/verified.dto';
import { MANDATE_ID_PATTERN } from '../../dto/mandate-id';
import { RemainingDto } from './tally.dto';

@ApiSchema({ name: 'SpendingStep', description: 'What became of an operation.' })
export class ToldStepDto {
  @ApiProperty({ description: 'Your name for it.', maxLength: 128, example: 'booking-4711' }) operationId: string;
  @ApiProperty({
    description: 'The mandate.',
    pattern: MANDATE_ID_PATTERN,
    maxLength: 40,
    example: 'mdt_6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11',
  })
  mandateId: string;
  @ApiProperty({
    description: 'Where it stands. What was given back in part stays where it was; `released` is a hold given back.',
    enum: ['authorized', 'committed', 'refunded', 'released'],
    example: 'authorized',
  })
  state: string;
  @ApiProperty({
    description: 'What it holds or has spent now; null: it is about no money.',
    type: 'string',
    maxLength: 23,
    nullable: true,
    example: '120.50',
  })
  amount: string | null;
  @ApiProperty({ description: 'ISO 4217.', type: 'string', maxLength: 3, nullable: true, example: 'EUR' }) currency:
    string | null;
  @ApiPropertyOptional({
    description: 'Until when it is held.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    example: '2026-05-02T14:15:00.000Z',
  })
  heldUntil?: Date;
  @ApiProperty({
    description: 'What is left of the limits.',
    type: RemainingDto,
    example: { uses: 17, budget: [{ amount: '519.50', currency: 'EUR' }], windowEndsAt: '2026-06-01T12:00:00.000Z' },
  })
  remaining: RemainingDto;
  @ApiProperty({ description: 'That it was done, signed.', type: ReceiptDto }) receipt: ReceiptDto;
}

@ApiSchema({ name: 'SpendingDenied', description: 'Why a mandate does not allow it.' })
export class SpendingDeniedDto {
  @ApiProperty({ description: 'It is not.', enum: [false], example: false }) allowed: boolean;
  @ApiProperty({
    description: 'Why not.',
    enum: ['credential_revoked', 'expired', 'rule_failed', 'budget_exceeded'],
    example: 'budget_exceeded',
  })
  reason: string;
  @ApiProperty({
    description: 'The same call, mended or made later, can be allowed: a window ends, or a hold may lapse.',
    example: true,
  })
  retryable: boolean;
  @ApiProperty({
    description: 'In words.',
    maxLength: 4000,
    example: 'Of the budget of 1000.00 EUR, 19.50 are left and 120.50 are held',
  })
  message: string;
  @ApiPropertyOptional({
    description: 'What is left of the limits.',
    type: RemainingDto,
    example: { uses: 17, budget: [{ amount: '19.50', currency: 'EUR' }] },
  })
  remaining?: RemainingDto;
  @ApiProperty({ description: 'That it was denied, signed.', type: ReceiptDto }) receipt: ReceiptDto;
}
