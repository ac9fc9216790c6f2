import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { JsonObject, ProofPurpose } from '../../keys';

const PURPOSES = ['assertionMethod', 'authentication'];

@ApiSchema({ name: 'VcApiVerifyOptions', description: 'What is expected.' })
export class VerifyOptions {
  @ApiPropertyOptional({
    description:
      'What to check. Proofs always are; lists of other servers are a finding where `credentialStatus` is named.',
    type: 'array',
    items: { type: 'string', maxLength: 100 },
    maxItems: 20,
    example: ['proof'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  checks?: string[];

  @ApiPropertyOptional({
    description:
      'What the proof must be for. Default: assertionMethod of a credential, authentication of a presentation.',
    enum: PURPOSES,
    example: 'assertionMethod',
  })
  @IsOptional()
  @IsIn(PURPOSES)
  expectedProofPurpose?: ProofPurpose;

  @ApiPropertyOptional({ description: 'For whom the proof must be.', maxLength: 500, example: 'verifier.example' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  domain?: string;

  @ApiPropertyOptional({ description: 'What the proof must answer.', maxLength: 500, example: 'n-0S6_WzA2Mj' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  challenge?: string;
}

/** What both have in common. */
abstract class VerifyRequest {
  @ApiPropertyOptional({ description: 'What is expected.', type: () => VerifyOptions, example: {} })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => VerifyOptions)
  options?: VerifyOptions;
}

@ApiSchema({ name: 'VcApiVerifyCredentialRequest', description: 'A credential to be verified (VC-API).' })
export class VerifyCredentialRequest extends VerifyRequest {
  @ApiProperty({
    description: 'A credential with its proof.',
    type: 'object',
    additionalProperties: true,
    example: { type: ['VerifiableCredential'] },
  })
  @IsObject()
  verifiableCredential: JsonObject;
}

@ApiSchema({ name: 'VcApiVerifyPresentationRequest', description: 'A presentation to be verified (VC-API).' })
export class VerifyPresentationRequest extends VerifyRequest {
  @ApiProperty({
    description: 'A presentation with its proof.',
    type: 'object',
    additionalProperties: true,
    example: { type: ['VerifiablePresentation'] },
  })
  @IsObject()
  verifiablePresentation: JsonObject;
}
