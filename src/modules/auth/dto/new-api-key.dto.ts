import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Readable, ReadableText, ROLES, type Role } from '../../../platform/http';

@ApiSchema({ name: 'NewApiKey', description: 'An API key to be made.' })
export class NewApiKeyDto {
  @ApiProperty({ description: 'To tell keys apart by.', minLength: 1, maxLength: 200, example: 'Booking system' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Readable()
  name: string;

  @ApiPropertyOptional({ description: 'What it is for.', maxLength: 2000, example: 'Asks travellers for consent.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @ReadableText()
  description?: string;

  @ApiPropertyOptional({
    description:
      'From then on it is refused (ISO 8601, in the future). Without it: when the key that makes it ends, which may be never.',
    format: 'date-time',
    maxLength: 40,
    example: '2099-12-31T00:00:00Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'expiresAt must be an ISO 8601 date' })
  @MaxLength(40)
  expiresAt?: string;

  @ApiPropertyOptional({
    description:
      'What it may do. READ: read requests, users, credentials, mandates and the catalogue, download, verify. ASK: all that a ' +
      'program needs that asks people and spends under mandates. ADMIN: keys, settings and the catalogue as well.',
    enum: ROLES,
    default: 'ASK',
    example: 'ASK',
  })
  @IsOptional()
  @IsIn(ROLES, { message: `role must be one of ${ROLES.join(', ')}` })
  role?: Role;

  @ApiPropertyOptional({
    description:
      'False: the key alone is enough. Only for callers that cannot sign; what changes keys or settings stays shut. A key ' +
      'that signs makes none that does not.',
    default: true,
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  requireSignature?: boolean;

  @ApiPropertyOptional({
    description:
      '2: every call of this key must be signed with version 2, which covers method, path and query as well. Without it: as ' +
      'the key that makes it.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2,
    enum: [1, 2],
    example: 2,
  })
  @IsOptional()
  @IsIn([1, 2], { message: 'minSignatureVersion must be 1 or 2' })
  minSignatureVersion?: 1 | 2;
}
