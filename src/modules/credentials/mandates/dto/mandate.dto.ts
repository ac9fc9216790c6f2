import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { MANDATE_STATUSES, type Constraints, type MandateStatus } from '../mandate';
import { EXAMPLE_MANDATE_ID, MANDATE_ID_PATTERN } from './mandate-id';
import { LimitsDto, RemainingDto, TallyDto } from '../spending/dto/tally.dto';

/** A mandate as the API shows it. Its names are written in this way on purpose: agents read them so. */
@ApiSchema({ description: 'A standing authority that one person has given.' })
export class MandateDto {
  @ApiProperty({ description: 'Its id.', example: EXAMPLE_MANDATE_ID, pattern: MANDATE_ID_PATTERN, maxLength: 40 })
  mandate_id: string;

  @ApiProperty({
    description: 'The DID of the person who gave it.',
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
    pattern: '^did:',
    maxLength: 200,
  })
  user_id: string;

  @ApiProperty({ description: 'What it is for.', example: 'payments.hotel', maxLength: 200 })
  scope: string;

  @ApiProperty({
    description:
      'What it allows: each visible field of the JSON credential, label -> value, as the person saw it. Empty for the other types.',
    type: 'object',
    additionalProperties: true,
    example: { Maximum: 250 },
  })
  constraints: Constraints;

  @ApiProperty({
    description: 'Who may act on it. In this version nobody in particular: always empty.',
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    maxItems: 0,
    example: [],
  })
  authorized_agents: object[];

  @ApiProperty({
    description: 'From when it holds.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    example: '2026-05-01T12:00:00.000Z',
  })
  valid_from: Date;

  @ApiProperty({
    description: 'Until when it holds; null: until it is revoked.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    nullable: true,
    example: '2026-06-01T12:00:00.000Z',
  })
  valid_until: Date | null;

  @ApiProperty({ description: 'True: the person also had to prove who they are.', example: false })
  kyc_required: boolean;

  @ApiProperty({ description: 'Where it stands now.', enum: MANDATE_STATUSES, example: 'active' })
  status: MandateStatus;

  @ApiProperty({
    description: 'When it was given.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    example: '2026-05-01T12:00:00.000Z',
  })
  created_at: Date;

  @ApiPropertyOptional({
    description: 'When it was revoked. In a list, null while it is not; elsewhere absent.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    nullable: true,
    example: '2026-05-20T09:00:00.000Z',
  })
  revoked_at?: Date | null;

  @ApiPropertyOptional({
    description: 'True: it holds only from valid_from on and allows nothing yet. Elsewhere absent.',
    type: Boolean,
    example: true,
  })
  not_yet_valid?: true;

  @ApiPropertyOptional({ description: 'Why it was revoked.', example: 'No longer needed', maxLength: 200 })
  revoked_reason?: string;

  @ApiPropertyOptional({
    description: 'What may be done under it in all, or in each window; absent: there is no such limit.',
    type: LimitsDto,
    example: { maxUses: 20, budget: [{ amount: '1000.00', currency: 'EUR' }], window: 'P1M' },
  })
  limits?: LimitsDto;

  @ApiPropertyOptional({
    description: 'What was spent of the limits in this window.',
    type: TallyDto,
    example: { uses: 2, budget: [{ amount: '360.00', currency: 'EUR' }] },
  })
  spent?: TallyDto;

  @ApiPropertyOptional({
    description: 'What is held by authorizations that are neither committed nor over.',
    type: TallyDto,
    example: { uses: 1, budget: [{ amount: '120.50', currency: 'EUR' }] },
  })
  held?: TallyDto;

  @ApiPropertyOptional({
    description: 'What is left: the limits without what is spent and held.',
    type: RemainingDto,
    example: { uses: 17, budget: [{ amount: '519.50', currency: 'EUR' }], windowEndsAt: '2026-06-01T12:00:00.000Z' },
  })
  remaining?: RemainingDto;
}

@ApiSchema({ description: 'A mandate in a list: it carries some of its fields under a second name.' })
export class ListedMandate extends MandateDto {
  @ApiProperty({ description: 'mandate_id.', example: EXAMPLE_MANDATE_ID, pattern: MANDATE_ID_PATTERN, maxLength: 40 })
  id: string;

  @ApiProperty({
    description: 'valid_until.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    nullable: true,
    example: '2026-06-01T12:00:00.000Z',
  })
  validUntil: Date | null;

  @ApiProperty({
    description: 'revoked_at; null while it is not revoked.',
    type: 'string',
    format: 'date-time',
    maxLength: 40,
    nullable: true,
    example: null,
  })
  revokedAt: Date | null;
}
