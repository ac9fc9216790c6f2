import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import type { SealedDocumentView, SealingView, SealRevisionView } from '../credential-view';
import { ToldFieldDto } from './told-field.dto';

const instant = { format: 'date-time', maxLength: 35, example: '2026-05-02T14:00:00.000Z' } as const;
const digest = {
  pattern: '^[0-9a-f]{64}$',
  maxLength: 64,
  example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
} as const;

export const PROOF_EXAMPLE = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-jcs-2022',
  created: '2026-05-02T14:00:00Z',
  verificationMethod:
    'did:web:placet.example.com:o:507f1f77bcf86cd799439010#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQXJPt5swjwpdG',
  proofPurpose: 'assertionMethod',
  proofValue: 'z2NzQuG3qjRY6BJeCtC4uB9LhzeZVDtuNBPVQVgGVZ47q6uxNEWfJpyYqFWzoYEsogkajVF71W5kKoFfzg3kHET7S',
  actionType: 'CREATE',
  covers: {
    id: 'https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/507f1f77bcf86cd799439015',
    type: ['VerifiableCredential', 'ConsentCredential'],
  },
};

@ApiSchema({ name: 'CoveredDocument', description: 'What a proof covers.' })
class CoveredDocumentDto {
  @ApiProperty({ description: 'Its id.', maxLength: 500, example: PROOF_EXAMPLE.covers.id }) id: string;
  @ApiProperty({
    description: 'What it is.',
    type: 'array',
    items: { type: 'string', maxLength: 60 },
    maxItems: 5,
    example: PROOF_EXAMPLE.covers.type,
  })
  type: string[];
}

@ApiSchema({
  name: 'Proof',
  description:
    'A Data Integrity proof. CREATE covers `w3cCredential`; ACCEPT and REJECT cover the `document` of a decision. It is ' +
    'the `proof` inside that document, told here beside it.',
})
export class ProofDto {
  @ApiProperty({ description: 'Its kind.', enum: ['DataIntegrityProof'], example: PROOF_EXAMPLE.type }) type: string;
  @ApiProperty({ description: 'How it is made.', enum: ['eddsa-jcs-2022'], example: PROOF_EXAMPLE.cryptosuite })
  cryptosuite: string;
  @ApiProperty({ ...instant, description: 'When it was made.', example: PROOF_EXAMPLE.created }) created: string;
  @ApiProperty({
    description: 'The key, as the DID document of its holder names it.',
    maxLength: 500,
    example: PROOF_EXAMPLE.verificationMethod,
  })
  verificationMethod: string;
  @ApiProperty({ description: 'What it is for.', enum: ['assertionMethod'], example: PROOF_EXAMPLE.proofPurpose })
  proofPurpose: string;
  @ApiProperty({
    description: 'The signature: multibase, base58btc.',
    pattern: '^z[1-9A-HJ-NP-Za-km-z]+$',
    maxLength: 100,
    example: PROOF_EXAMPLE.proofValue,
  })
  proofValue: string;
  @ApiProperty({ description: 'What it proves.', enum: ['CREATE', 'ACCEPT', 'REJECT'], example: 'CREATE' })
  actionType: string;
  @ApiProperty({ description: 'The document it covers.', type: CoveredDocumentDto, example: PROOF_EXAMPLE.covers })
  covers: CoveredDocumentDto;
}

export const DECISION_EXAMPLE = {
  id: '507f1f77bcf86cd799439016',
  did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  contact: 'user@example.com',
  action: 'ACCEPT',
  reason: null,
  answers: null,
  decidedAt: '2026-05-02T14:00:00.000Z',
  withdrawnAt: null,
  document: {
    id: 'urn:placet:decision:507f1f77bcf86cd799439016',
    type: ['VerifiableCredential', 'DecisionCredential'],
  },
};

@ApiSchema({ name: 'Decision', description: 'What one person has decided.' })
export class DecisionDto {
  @ApiProperty({ description: 'Its id.', pattern: '^[0-9a-f]{24}$', maxLength: 24, example: DECISION_EXAMPLE.id })
  id: string;
  @ApiProperty({ description: 'The DID of the person.', maxLength: 200, example: DECISION_EXAMPLE.did }) did: string;
  @ApiProperty({ description: 'The contact that was proved.', maxLength: 320, example: DECISION_EXAMPLE.contact })
  contact: string;
  @ApiProperty({ description: 'What was decided.', enum: ['ACCEPT', 'REJECT'], example: 'ACCEPT' }) action: string;
  @ApiProperty({
    description: 'REJECT: what the person said, if anything.',
    type: String,
    nullable: true,
    maxLength: 2000,
    example: 'Not these terms',
  })
  reason: string | null;
  @ApiProperty({
    description: 'FORM: the fields with the answers as their values; null otherwise.',
    type: 'array',
    items: { $ref: getSchemaPath(ToldFieldDto) },
    maxItems: 1000,
    nullable: true,
    example: [{ label: 'Seat', type: 'string', value: 'aisle', hidden: false }],
  })
  answers: ToldFieldDto[] | null;
  @ApiProperty({ ...instant, description: 'When.' }) decidedAt: string;
  @ApiProperty({
    ...instant,
    description: 'When the person took it back.',
    type: String,
    nullable: true,
    example: null,
  })
  withdrawnAt: string | null;
  @ApiProperty({
    description:
      'The decision as a document of its own, with the proof of the person’s key; its SHA-256 (RFC 8785) is in the ' +
      '`evidence` of `w3cCredential`. Null until it is sealed.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: DECISION_EXAMPLE.document,
  })
  document: object | null;
}

export const SEALED_EXAMPLE = { sha256: digest.example, timestamp: 'SET', sealedAt: '2026-05-02T14:00:01.000Z' };

@ApiSchema({
  name: 'SealRevision',
  description: 'The sealed document, byte for byte, with a later timestamp behind it (PAdES B-LTA).',
})
export class SealRevisionDto {
  @ApiProperty({
    description: 'Of which file: the sealed document, or its evidence where that is a document of its own.',
    enum: ['DOCUMENT', 'EVIDENCE'],
    example: 'DOCUMENT',
  })
  of: SealRevisionView['of'];
  @ApiProperty({ ...digest, description: 'The SHA-256 of its bytes.' }) sha256: string;
  @ApiProperty({ ...instant, description: 'When it was made.' }) renewedAt: string;
}

@ApiSchema({ name: 'SealedDocument', description: 'The document that people take away.' })
export class SealedDocumentDto {
  @ApiProperty({ ...digest, description: 'The SHA-256 of its bytes, as `w3cCredential` names it too.' }) sha256: string;
  @ApiPropertyOptional({
    ...digest,
    description:
      'The SHA-256 of its evidence, where that is a document of its own: others had signed or certified the document before, so its ' +
      'pages stayed as they were. `GET /v1/resource/download/{credentialId}?sha256=` gives its bytes.',
  })
  evidenceSha256?: string;
  @ApiProperty({
    description: 'What became of its timestamp (RFC 3161): FAILED when the authority did not answer, NONE without one.',
    enum: ['SET', 'FAILED', 'NONE'],
    example: 'SET',
  })
  timestamp: SealedDocumentView['timestamp'];
  @ApiProperty({ ...instant, description: 'When it was sealed.' }) sealedAt: string;
  @ApiPropertyOptional({
    type: [SealRevisionDto],
    maxItems: 100,
    example: [{ of: 'DOCUMENT', sha256: digest.example, renewedAt: '2035-04-30T02:00:00.000Z' }],
    description:
      'The files with later timestamps, oldest first. The download gives the newest; each of them, and the first, is to be had ' +
      'by its `sha256`. Absent where the seal was never renewed.',
  })
  revisions?: SealRevisionDto[];
}

@ApiSchema({ name: 'Sealing', description: 'How far the proof of a credential is.' })
export class SealingDto {
  @ApiProperty({
    description:
      'PENDING: in a moment. REFUSED: it waits for an administrator. BROKEN: sealed, and not the document that was asked.',
    enum: ['PENDING', 'SEALED', 'REFUSED', 'BROKEN'],
    example: 'SEALED',
  })
  status: SealingView['status'];
  @ApiProperty({
    description: 'What is wrong, for REFUSED and BROKEN.',
    type: String,
    maxLength: 500,
    nullable: true,
    example: null,
  })
  reason: string | null;
}
