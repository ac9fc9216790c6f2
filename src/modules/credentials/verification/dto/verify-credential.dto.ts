import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';

const anyObject = { type: 'object', additionalProperties: true } as const;

@ApiSchema({ name: 'VerificationContext', description: 'Who checks, and what it asked to be repeated.' })
export class VerificationContext {
  @ApiPropertyOptional({
    description: 'Who checks: must be the `targetVerifier` the presentation was made for.',
    maxLength: 500,
    example: 'https://hotel.example.com',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  verifier?: string;

  @ApiPropertyOptional({
    description:
      'The challenge you gave, which the presentation must repeat. Absent: `presentation.challenge` is skipped, and a ' +
      'presentation that is shown again looks like the first.',
    maxLength: 500,
    example: 'n-0S6_WzA2Mj',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  challenge?: string;

  @ApiPropertyOptional({
    description:
      'Whose word counts, by DID. Absent: anybody’s, and `allowed` says only that the credential is what its issuer said.',
    type: 'array',
    items: { type: 'string', maxLength: 500 },
    maxItems: 100,
    example: ['did:via:humanos:org-507f1f77bcf86cd799439010'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  issuers?: string[];
}

@ApiSchema({ name: 'VerifyCredentialDto', description: 'A credential or a presentation, and what is done under it.' })
export class VerifyCredentialDto {
  @ApiPropertyOptional({
    ...anyObject,
    description: 'A Verifiable Presentation that holds exactly one credential. Give this or `credential`.',
    example: { type: ['VerifiablePresentation'] },
  })
  @IsOptional()
  @IsObject()
  presentation?: Record<string, unknown>;

  @ApiPropertyOptional({
    ...anyObject,
    description: 'A Verifiable Credential. Give this or `presentation`.',
    example: { type: ['VerifiableCredential'] },
  })
  @IsOptional()
  @IsObject()
  credential?: Record<string, unknown>;

  @ApiPropertyOptional({
    ...anyObject,
    description: 'What is done, or about to be, by the labels of the approved fields that have a `rule`.',
    example: { 'Maximum amount per booking': 320, Currency: 'EUR' },
  })
  @IsOptional()
  @IsObject()
  executionParams?: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'Who checks a presentation that is bound to a verifier.',
    type: () => VerificationContext,
    example: { verifier: 'https://hotel.example.com', challenge: 'n-0S6_WzA2Mj' },
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => VerificationContext)
  context?: VerificationContext;
}
