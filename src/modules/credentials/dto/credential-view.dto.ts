import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { CredentialEntity } from './credential-entity.dto';
import {
  DECISION_EXAMPLE,
  DecisionDto,
  PROOF_EXAMPLE,
  ProofDto,
  SEALED_EXAMPLE,
  SealedDocumentDto,
  SealingDto,
} from './proofs.dto';
import { ToldFieldDto } from './told-field.dto';
import type { StatusReason } from '../credential-status';

@ApiSchema({ name: 'CredentialBrief', description: 'One thing to decide, in brief.' })
export class CredentialBriefDto extends CredentialEntity {
  @ApiPropertyOptional({
    description: 'Why it is REVOKED; absent otherwise.',
    enum: ['REVOKED', 'WITHDRAWN', 'CANCELED', 'SKIPPED', 'EXPIRED'],
    example: 'CANCELED',
  })
  statusReason?: StatusReason;
}

@ApiSchema({ name: 'ShownCredential', description: 'One thing to decide, with what it asks and what was decided.' })
export class ShownCredentialDto extends CredentialBriefDto {
  @ApiProperty({
    description: 'What it asks.',
    type: 'array',
    items: { $ref: getSchemaPath(ToldFieldDto) },
    maxItems: 1000,
    example: [{ label: 'text', type: 'string', value: 'I agree.', hidden: false }],
  })
  data: ToldFieldDto[];
  @ApiProperty({
    description:
      'The signatures: one of your organization over the credential, and one for each decision. Empty until it is sealed.',
    type: [ProofDto],
    maxItems: 101,
    example: [PROOF_EXAMPLE],
  })
  proofs: ProofDto[];
  @ApiProperty({
    description: 'What each person has decided, the earliest first.',
    type: [DecisionDto],
    maxItems: 100,
    example: [DECISION_EXAMPLE],
  })
  decisions: DecisionDto[];
  @ApiProperty({
    description: 'DOCUMENT: the file with everybody’s marks and the seal; null until everybody has accepted.',
    type: SealedDocumentDto,
    nullable: true,
    example: SEALED_EXAMPLE,
  })
  sealedDocument: SealedDocumentDto | null;
  @ApiProperty({
    description:
      'How far its proof is; null before everybody has decided. REFUSED: what came out was not the document that was asked, so ' +
      'that nothing was sealed; the decision stays, and an administrator has to look. BROKEN: it was sealed before this was checked.',
    type: SealingDto,
    nullable: true,
    example: { status: 'SEALED', reason: null },
  })
  sealing: SealingDto | null;
}

const w3c = {
  description:
    'The W3C Verifiable Credential (Data Model 2.0), a record of the reject for a REJECTED one. Null until it is sealed: a ' +
    'moment after the last decision that was needed.',
  type: 'object' as const,
  additionalProperties: true,
  nullable: true,
  example: {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
    id: 'https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/507f1f77bcf86cd799439015',
    type: ['VerifiableCredential', 'ConsentCredential'],
    issuer: 'did:web:placet.example.com:o:507f1f77bcf86cd799439010',
  },
};

@ApiSchema({ name: 'CredentialDetail', description: 'One thing to decide, with everything there is to tell of it.' })
export class CredentialDetailDto extends ShownCredentialDto {
  @ApiProperty(w3c) w3cCredential: object | null;
}

@ApiSchema({ name: 'CredentialAnswer', description: 'A credential on its own.' })
export class CredentialAnswer {
  @ApiProperty({ description: 'The credential.', type: ShownCredentialDto }) credential: ShownCredentialDto;
  @ApiProperty(w3c) w3cCredential: object | null;
  @ApiProperty({
    description: 'Your own id for it.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: 'internal-12345',
  })
  internalId: string | null;
  @ApiPropertyOptional({
    description: 'The document in base64, with `includePdf=true` and for a DOCUMENT only.',
    maxLength: 64_000_000,
    example: 'JVBERi0xLjcK',
  })
  pdf?: string;
}

@ApiSchema({ name: 'DownloadedDocument', description: 'The bytes of a document.' })
export class DownloadedDocumentDto {
  @ApiProperty({ description: 'The PDF in base64.', maxLength: 64_000_000, example: 'JVBERi0xLjcK' })
  fileContent: string;
  @ApiProperty({
    description: 'Your own id for the credential.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: 'internal-12345',
  })
  internalId: string | null;
}
