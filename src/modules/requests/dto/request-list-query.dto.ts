import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListQuery, Many } from '../../../platform/http';
import { REQUEST_STATUSES } from '../listing/wanted-statuses';
import type { RequestStatus } from '../request-status';
import { SECURITY_LEVELS, type SecurityLevel } from '../security-level';

/** An empty filter is none: some clients send the names of all they know. */
const Given = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    return value.trim() === '' ? undefined : value.trim();
  });
const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((one) => String(one).toUpperCase()) : value,
  );
const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

const filter =
  (description: string, example: string, maxLength = 254): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ description, type: String, maxLength, example })(target, key);
    Given()(target, key);
    IsOptional()(target, key);
    IsString()(target, key);
    MaxLength(maxLength)(target, key);
  };

const older = (name: string): string => `The older spelling of \`${name}\`: of a person only.`;
const SUBJECT = 'did:via:humanos:user-507f1f77bcf86cd799439013';

/** What GET /v1/request takes. Filters are joined by "and"; of a list, any one. */
export class RequestListQuery extends ListQuery {
  @filter('Requests that ask the person with this contact.', 'user@example.com') contact?: string;
  @filter('Requests that ask the person with this DID.', SUBJECT) did?: string;
  @filter('Requests that have this id of yours, or ask a person who has it.', 'order-123') internalId?: string;
  @filter(older('contact'), 'user@example.com') subjectContact?: string;
  @filter(older('did'), SUBJECT) subjectDid?: string;
  @filter(older('internalId'), 'customer-7') subjectInternalId?: string;

  @ApiPropertyOptional({
    description: 'Requests that ask the person with this id: the end of the DID.',
    pattern: '^[0-9a-fA-F]{24}$',
    maxLength: 24,
    example: '507f1f77bcf86cd799439013',
  })
  @Given()
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{24}$/, { message: 'subjectId must have 24 hex digits' })
  subjectId?: string;

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
  @Flag()
  @Given()
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
  @Given()
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
  @Given()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  dateTo?: string;
}
