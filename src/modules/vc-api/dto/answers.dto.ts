import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'VcApiIssued', description: 'A credential that was issued.' })
export class IssuedCredential {
  @ApiProperty({
    description: 'The credential with its proof (eddsa-jcs-2022).',
    type: 'object',
    additionalProperties: true,
    example: { type: ['VerifiableCredential'] },
  })
  verifiableCredential: Record<string, unknown>;
}

@ApiSchema({ name: 'VcApiFinding', description: 'Why it was not verified.' })
export class FindingDto {
  @ApiProperty({
    description: 'As the standards name it.',
    format: 'uri',
    maxLength: 200,
    example: 'https://w3id.org/security#PROOF_VERIFICATION_ERROR',
  })
  type: string;
  @ApiProperty({ description: 'What that means.', maxLength: 200, example: 'A proof does not verify' }) title: string;
  @ApiProperty({
    description: 'What is wrong here.',
    maxLength: 1000,
    example: 'The signature does not fit the content',
  })
  detail: string;
}

@ApiSchema({ name: 'VcApiJudgement', description: 'Whether it was verified, and why not.' })
export class JudgementDto {
  @ApiProperty({ description: 'The verdict.', example: true }) verified: boolean;
  @ApiProperty({
    description: 'What was checked.',
    type: 'array',
    items: { type: 'string', maxLength: 100 },
    maxItems: 10,
    example: ['dataModel', 'proof', 'credentialStatus'],
  })
  checks: string[];
  @ApiProperty({ description: 'Every finding.', type: [FindingDto], maxItems: 100, example: [] })
  problemDetails: FindingDto[];
}
