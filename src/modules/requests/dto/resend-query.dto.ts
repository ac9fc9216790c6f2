import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** Whom PATCH /v1/request/resend/{id} sends a code to: at most one of these. */
export class ResendQuery {
  @ApiPropertyOptional({
    description: 'The contact of the request that gets a new code.',
    type: String,
    maxLength: 254,
    example: 'user@example.com',
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  contact?: string;

  @ApiPropertyOptional({
    description: 'The DID of the person who gets a new code, at the first of their contacts in the request.',
    type: String,
    maxLength: 254,
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  did?: string;

  @ApiPropertyOptional({
    description: 'Your own id of the person who gets a new code, at the first of their contacts in the request.',
    type: String,
    maxLength: 254,
    example: 'customer-7',
  })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  internalId?: string;
}
