import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** The three ways to name a user, of which a call gives exactly one. */
export class FindUserQuery {
  @ApiPropertyOptional({
    description: 'An e-mail address or a phone number of the user.',
    example: 'user@example.com',
    minLength: 1,
    maxLength: 1000,
  })
  @IsOptional()
  @IsString({ message: 'contact must be given once' })
  @MaxLength(1000)
  contact?: string;

  @ApiPropertyOptional({
    description: 'The DID of the user.',
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
    minLength: 1,
    pattern: '^did:',
    maxLength: 200,
  })
  @IsOptional()
  @IsString({ message: 'did must be given once' })
  @IsNotEmpty()
  @MaxLength(200)
  did?: string;

  @ApiPropertyOptional({
    description: 'Your own id for the user.',
    example: 'employee-42',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString({ message: 'internalId must be given once' })
  @IsNotEmpty()
  @MaxLength(200)
  internalId?: string;
}
