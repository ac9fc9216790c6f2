import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { JsonObject } from '../../keys';

@ApiSchema({ name: 'VcApiStatusOptions', description: 'What entry in a status list the credential gets.' })
export class StatusOptions {
  @ApiProperty({ description: 'Its type.', enum: ['BitstringStatusListEntry'], example: 'BitstringStatusListEntry' })
  @IsIn(['BitstringStatusListEntry'])
  type: string;

  @ApiPropertyOptional({ description: 'What for.', enum: ['revocation'], default: 'revocation', example: 'revocation' })
  @IsOptional()
  @IsIn(['revocation'])
  statusPurpose?: string;
}

@ApiSchema({ name: 'VcApiIssueOptions', description: 'How it is issued.' })
export class IssueOptions {
  @ApiPropertyOptional({
    description: 'The id of the credential, if it has none.',
    format: 'uri',
    maxLength: 500,
    example: 'urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  credentialId?: string;

  @ApiPropertyOptional({
    description: 'When the proof was made. Absent: now.',
    format: 'date-time',
    maxLength: 50,
    example: '2026-01-31T12:00:00Z',
  })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  created?: string;

  @ApiPropertyOptional({ description: 'For whom the proof is.', maxLength: 500, example: 'verifier.example' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  domain?: string;

  @ApiPropertyOptional({ description: 'What the proof answers.', maxLength: 500, example: 'n-0S6_WzA2Mj' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  challenge?: string;

  @ApiPropertyOptional({
    description: 'Absent: the credential gets no entry in a status list.',
    type: () => StatusOptions,
    example: { type: 'BitstringStatusListEntry' },
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StatusOptions)
  credentialStatus?: StatusOptions;
}

@ApiSchema({ name: 'VcApiIssueRequest', description: 'A credential to be issued (VC-API).' })
export class IssueCredentialRequest {
  @ApiProperty({
    description: 'A credential by the Verifiable Credentials Data Model 2.0, without a proof.',
    type: 'object',
    additionalProperties: true,
    example: { type: ['VerifiableCredential'] },
  })
  @IsObject()
  credential: JsonObject;

  @ApiPropertyOptional({ description: 'How it is issued.', type: () => IssueOptions, example: {} })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => IssueOptions)
  options?: IssueOptions;
}
