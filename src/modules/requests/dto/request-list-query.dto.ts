import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListQuery, Many, TrueOrFalse } from '../../../platform/http';
import { REQUEST_STATUSES } from '../listing/wanted-statuses';
import type { RequestStatus } from '../request-status';
import { SECURITY_LEVELS, type SecurityLevel } from '../../identity';

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((one) => String(one).toUpperCase()) : value,
  );
/** As many as one call may ask for. */
const MOST_VALUES = 20;

const filter =
  (description: string, example: string, options?: Parameters<typeof Many>[0]): PropertyDecorator =>
  (target, key) => {
    const maxLength = MOST_VALUES * 255;
    const several = `${description} Several mean any of them: repeat it, or join them by commas.`;
    ApiPropertyOptional({ description: several, type: String, maxLength, example })(target, key);
    Many(options)(target, key);
    IsOptional()(target, key);
    ArrayMaxSize(MOST_VALUES, { message: `$property must have at most ${MOST_VALUES} values` })(target, key);
    MaxLength(254, { each: true, message: `$property must have at most 254 characters` })(target, key);
  };

const older = (name: string): string => `The older spelling of \`${name}\`: of a person only.`;
const SUBJECT = 'did:via:humanos:user-507f1f77bcf86cd799439013';

/** What GET /v1/request takes. Filters are joined by "and"; of a list, any one. */
export class RequestListQuery extends ListQuery {
  @filter('Requests that ask the person with this contact.', 'user@example.com') contact?: string[];
  @filter('Requests that ask the person with this DID.', SUBJECT) did?: string[];
  @filter('Requests that have this id of yours, or ask a person who has it.', 'order-123', { orWhole: true })
  internalId?: string[];
  @filter('Requests that ask for something with this id of yours.', 'lease-2026', { orWhole: true })
  credentialInternalId?: string[];
  @filter('Requests that name this agent: none, until there are agents.', 'did:web:agent.example.com')
  agentDid?: string[];
  @filter('Requests that name this agent: none, until there are agents.', '507f1f77bcf86cd799439014')
  agentId?: string[];
  @filter(older('contact'), 'user@example.com') subjectContact?: string[];
  @filter(older('did'), SUBJECT) subjectDid?: string[];
  @filter(older('internalId'), 'customer-7', { orWhole: true }) subjectInternalId?: string[];

  @ApiPropertyOptional({
    description: 'Requests that ask the person with this id: the end of the DID. Several mean any of them.',
    type: String,
    pattern: '^[0-9a-fA-F]{24}(,[0-9a-fA-F]{24})*$',
    maxLength: MOST_VALUES * 25,
    example: '507f1f77bcf86cd799439013',
  })
  @Many()
  @IsOptional()
  @ArrayMaxSize(MOST_VALUES)
  @Matches(/^[0-9a-fA-F]{24}$/, { each: true, message: 'subjectId must have 24 hex digits' })
  subjectId?: string[];

  @ApiPropertyOptional({
    description: 'Any of these levels.',
    enum: SECURITY_LEVELS,
    isArray: true,
    maxItems: 20,
    example: ['CONTACT'],
  })
  @Many()
  @UpperCase()
  @IsOptional()
  @ArrayMaxSize(20)
  @IsIn(SECURITY_LEVELS, { each: true, message: `securityLevel must be one of ${SECURITY_LEVELS.join(', ')}` })
  securityLevel?: SecurityLevel[];

  @ApiPropertyOptional({
    description: 'Any of these. Canceled requests are listed only when CANCELED is named.',
    enum: REQUEST_STATUSES,
    isArray: true,
    maxItems: 20,
    example: ['PENDING'],
  })
  @Many()
  @UpperCase()
  @IsOptional()
  @ArrayMaxSize(20)
  @IsIn(REQUEST_STATUSES, { each: true, message: `status must be one of ${REQUEST_STATUSES.join(', ')}` })
  status?: RequestStatus[];

  @ApiPropertyOptional({
    description: '`true`: only what can still be answered, pending and not expired. `false`: only the rest.',
    type: Boolean,
    example: true,
  })
  @TrueOrFalse()
  @IsOptional()
  @IsBoolean({ message: 'active must be true or false' })
  active?: boolean;

  @ApiPropertyOptional({
    description: 'Made on this day (UTC) or later.',
    type: String,
    format: 'date',
    maxLength: 40,
    example: '2026-05-01',
  })
  @Trimmed()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  dateFrom?: string;

  @ApiPropertyOptional({
    description: 'Made on this day (UTC) or earlier. Needs `dateFrom`.',
    type: String,
    format: 'date',
    maxLength: 40,
    example: '2026-05-31',
  })
  @Trimmed()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  dateTo?: string;
}
