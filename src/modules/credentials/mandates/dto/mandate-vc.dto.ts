import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

const moment = (description: string, example: string) =>
  ({ description, type: 'string', format: 'date-time', maxLength: 40, example }) as const;

/** A mandate as a W3C Verifiable Credential. */
@ApiSchema({ description: 'A mandate as a W3C Verifiable Credential.' })
export class MandateVcDto {
  @ApiProperty({
    description: 'What the terms mean, by name.',
    type: 'array',
    items: { type: 'string', format: 'uri', maxLength: 200 },
    maxItems: 5,
    example: ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
  })
  '@context': string[];

  @ApiProperty({
    description: 'The id of the credential.',
    format: 'uri',
    maxLength: 60,
    example: 'urn:uuid:6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11',
  })
  id: string;

  @ApiProperty({
    description: 'What it is.',
    type: 'array',
    items: { type: 'string', maxLength: 60 },
    maxItems: 5,
    example: ['VerifiableCredential', 'MandateCredential'],
  })
  type: string[];

  @ApiProperty({
    description: 'Your organization: DID and name.',
    type: 'object',
    additionalProperties: true,
    example: { id: 'did:via:humanos:org-507f1f77bcf86cd799439010', name: 'Travel Ltd' },
  })
  issuer: object;

  @ApiPropertyOptional(moment('From when it holds (2.0).', '2026-05-01T12:00:00.000Z'))
  validFrom?: string;

  @ApiPropertyOptional(moment('Until when it holds (2.0). Absent: without an end.', '2026-06-01T12:00:00.000Z'))
  validUntil?: string;

  @ApiPropertyOptional(moment('From when it holds (1.1).', '2026-05-01T12:00:00.000Z'))
  issuanceDate?: string;

  @ApiPropertyOptional(moment('Until when it holds (1.1). Absent: without an end.', '2026-06-01T12:00:00.000Z'))
  expirationDate?: string;

  @ApiProperty({
    description:
      'The person, by DID, and the mandate: mandateId, scope, authorizedAgents, constraints, `limits` where there are any, and ' +
      'the fields with a `rule`.',
    type: 'object',
    additionalProperties: true,
    example: {
      id: 'did:via:humanos:user-507f1f77bcf86cd799439013',
      mandate: {
        mandateId: 'mdt_6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11',
        scope: 'payments.hotel',
        authorizedAgents: [],
        constraints: { Maximum: 250 },
        rules: [{ label: 'Maximum', type: 'number', value: 250, hidden: false, rule: 'AT_MOST' }],
      },
    },
  })
  credentialSubject: object;

  @ApiProperty({
    description: 'Its place in a status list: that of the credential it follows from, whose end is its own.',
    type: 'object',
    additionalProperties: true,
    example: {
      id: 'https://placet.example.com/v1/via/status/507f1f77bcf86cd799439015#94567',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '94567',
      statusListCredential: 'https://placet.example.com/v1/via/status/507f1f77bcf86cd799439015',
    },
  })
  credentialStatus: object;

  @ApiProperty({
    description: 'The proof of the issuer: DataIntegrityProof, eddsa-jcs-2022.',
    type: 'object',
    additionalProperties: true,
    example: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' },
  })
  proof: object;
}
