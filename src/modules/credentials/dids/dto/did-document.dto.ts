import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const DID = 'did:via:humanos:org-507f1f77bcf86cd799439011';
const KEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const KEY_ID = `${DID}#${KEY}`;

@ApiSchema({ name: 'VerificationMethod', description: 'A public key of a DID.' })
export class VerificationMethodDto {
  @ApiProperty({ description: 'The DID, # and the key.', example: KEY_ID, maxLength: 400 }) id: string;
  @ApiProperty({ description: 'How the key is written.', enum: ['Multikey'], example: 'Multikey' }) type: string;
  @ApiProperty({ description: 'Whose key it is: the DID.', example: DID, maxLength: 300 }) controller: string;
  @ApiProperty({
    description: 'An Ed25519 public key: base58btc, with its multicodec.',
    pattern: '^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$',
    maxLength: 48,
    example: KEY,
  })
  publicKeyMultibase: string;
  @ApiProperty({
    description: 'When the key was found to be compromised: nothing it has signed is good. Absent otherwise.',
    required: false,
    format: 'date-time',
    maxLength: 30,
    example: '2026-02-01T09:30:00.000Z',
  })
  revoked?: string;
}

/** A DID document as the API shows it. */
@ApiSchema({ name: 'DidDocument', description: 'A W3C DID document: who is who, and with which keys they sign.' })
export class DidDocumentDto {
  @ApiProperty({
    description: 'What the terms mean.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    maxItems: 4,
    example: ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  })
  '@context': string[];
  @ApiProperty({ description: 'The DID.', example: DID, maxLength: 300 }) id: string;
  @ApiProperty({
    description: 'The same holder under another name: the did:web of a did:via, and the other way round.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    required: false,
    maxItems: 2,
    example: ['did:web:placet.example.com:o:507f1f77bcf86cd799439011'],
  })
  alsoKnownAs?: string[];
  @ApiProperty({
    description: 'Every key the DID has had, newest first. Absent until there is one.',
    type: [VerificationMethodDto],
    required: false,
    maxItems: 1000,
    example: [{ id: KEY_ID, type: 'Multikey', controller: DID, publicKeyMultibase: KEY }],
  })
  verificationMethod?: VerificationMethodDto[];
  @ApiProperty({
    description: 'The key that proves to be the holder: the current one.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    maxItems: 1,
    example: [KEY_ID],
  })
  authentication: string[];
  @ApiProperty({
    description: 'The keys whose signatures on credentials are good: the current one and those it has replaced.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    maxItems: 1000,
    example: [KEY_ID],
  })
  assertionMethod: string[];
}
