import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const LIST = 'https://placet.example.com/v1/via/status/6964b8103b1d76b1c3000001';

@ApiSchema({ name: 'StatusList', description: 'One bit for each of 131,072 credentials: set when it is revoked.' })
export class StatusListDto {
  @ApiProperty({ description: 'The list, as a thing of its own.', maxLength: 300, example: `${LIST}#list` }) id: string;
  @ApiProperty({ description: 'Its type.', enum: ['BitstringStatusList'], example: 'BitstringStatusList' })
  type: string;
  @ApiProperty({ description: 'What a set bit means.', enum: ['revocation'], example: 'revocation' })
  statusPurpose: string;
  @ApiProperty({
    description: 'For how long, in milliseconds, a copy need not be fetched again.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: 2_147_483_647,
    example: 300_000,
  })
  ttl: number;
  @ApiProperty({
    description: '`u`, then base64url of the gzipped bits. Position 0 is the most significant bit of the first byte.',
    pattern: '^u[A-Za-z0-9_-]+$',
    maxLength: 30_000,
    example: 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQsvoAAAAAAAAAAAAAAAAP4GcwM92tQwAAA',
  })
  encodedList: string;
}

/** A hosted status list as the API shows it. */
@ApiSchema({
  name: 'StatusListCredential',
  description: 'A status list (W3C Bitstring Status List), signed by the organization whose credentials it covers.',
})
export class StatusListCredentialDto {
  @ApiProperty({
    description: 'What the terms mean.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    maxItems: 1,
    example: ['https://www.w3.org/ns/credentials/v2'],
  })
  '@context': string[];
  @ApiProperty({ description: 'Its own address.', maxLength: 300, example: LIST }) id: string;
  @ApiProperty({
    description: 'Its types.',
    type: 'array',
    items: { type: 'string', maxLength: 400 },
    maxItems: 2,
    example: ['VerifiableCredential', 'BitstringStatusListCredential'],
  })
  type: string[];
  @ApiProperty({
    description: "The organization's DID.",
    maxLength: 300,
    example: 'did:web:placet.example.com:o:507f1f77bcf86cd799439011',
  })
  issuer: string;
  @ApiProperty({
    description: 'Since when there is this list.',
    format: 'date-time',
    maxLength: 30,
    example: '2026-02-01T09:30:00.000Z',
  })
  validFrom: string;
  @ApiProperty({
    description: 'Until when this copy counts: a day from when it was signed. It is signed anew before that.',
    format: 'date-time',
    maxLength: 30,
    example: '2026-02-02T09:30:00.000Z',
  })
  validUntil: string;
  @ApiProperty({
    description: 'The list itself.',
    type: StatusListDto,
    example: {
      id: `${LIST}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      ttl: 300_000,
      encodedList: 'uH4sI',
    },
  })
  credentialSubject: StatusListDto;
  @ApiProperty({
    description: "The organization's Data Integrity proof (eddsa-jcs-2022) over all of the above.",
    type: 'object',
    additionalProperties: true,
    example: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' },
  })
  proof: object;
}
