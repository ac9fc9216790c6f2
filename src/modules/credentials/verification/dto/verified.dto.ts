import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

const instant = { format: 'date-time', maxLength: 35, example: '2026-05-02T14:00:00.000Z' } as const;

@ApiSchema({
  name: 'Receipt',
  description: 'What was answered, signed by the organization (Data Integrity, eddsa-jcs-2022).',
})
export class ReceiptDto {
  @ApiProperty({
    description: 'Its id.',
    maxLength: 40,
    pattern: '^rcp_[0-9a-f-]{36}$',
    example: 'rcp_3f2b8c1e-4d5a-4b6c-8d7e-9f0a1b2c3d4e',
  })
  id: string;
  @ApiProperty({ ...instant, description: 'When.' }) timestamp: string;
  @ApiProperty({
    description: 'The proof.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' },
  })
  proof: Record<string, unknown>;
}

@ApiSchema({ name: 'Evaluation', description: 'One check with its outcome.' })
export class EvaluationDto {
  @ApiProperty({ description: 'What was checked.', maxLength: 300, example: 'credential.signature' }) check: string;
  @ApiProperty({
    description: '`error`: the check could not be made.',
    enum: ['pass', 'fail', 'skip', 'error'],
    example: 'pass',
  })
  result: string;
  @ApiProperty({ description: 'In words.', maxLength: 1000, example: 'The signature fits the content' })
  message: string;
}

@ApiSchema({ name: 'VerificationResult', description: 'Whether it is allowed, with every check.' })
export class VerificationResult {
  @ApiProperty({ description: 'The verdict.', example: true }) allowed: boolean;
  @ApiPropertyOptional({
    description: 'Why not.',
    enum: [
      ...['credential_revoked', 'expired', 'signature_invalid', 'audience_mismatch'],
      ...['rule_failed', 'presentation_mismatch', 'budget_exceeded'],
    ],
    example: 'rule_failed',
  })
  reason?: string;
  @ApiPropertyOptional({ description: 'The same call, mended or made later, can be allowed.', example: false })
  retryable?: boolean;
  @ApiProperty({
    description: 'Every check.',
    type: [EvaluationDto],
    maxItems: 500,
    example: [{ check: 'credential.signature', result: 'pass', message: 'The signature fits the content' }],
  })
  evaluations: EvaluationDto[];
  @ApiProperty({ description: 'The verdict, signed.', type: ReceiptDto }) receipt: ReceiptDto;
}

@ApiSchema({ name: 'PresentedCredential', description: 'A credential, wrapped for a verifier.' })
export class PresentedCredential {
  @ApiProperty({
    description: 'A Verifiable Presentation: good for five minutes.',
    type: 'object',
    additionalProperties: true,
    example: { type: ['VerifiablePresentation'] },
  })
  presentation: Record<string, unknown>;
  @ApiProperty({ description: 'That it was made, signed.', type: ReceiptDto }) receipt: ReceiptDto;
}

@ApiSchema({ name: 'RevokedCredential', description: 'A credential that was taken back.' })
export class RevokedCredential {
  @ApiProperty({
    description: 'Its id.',
    maxLength: 24,
    pattern: '^[0-9a-f]{24}$',
    example: '507f1f77bcf86cd799439011',
  })
  credentialId: string;
  @ApiProperty({ description: 'For good.', enum: ['REVOKED'], example: 'REVOKED' }) status: string;
  @ApiProperty({ ...instant, description: 'From when on.' }) revokedAt: string;
  @ApiProperty({ description: 'That it was revoked, signed.', type: ReceiptDto }) receipt: ReceiptDto;
}
