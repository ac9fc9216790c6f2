import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import {
  FIELD_RULES,
  FIELD_TYPES,
  RESOURCE_TYPES,
  type FieldRule,
  type FieldType,
  type ResourceType,
} from '../../resources';
import type { CredentialStatus, StatusReason } from '../credential-status';
import type { ToldField } from '../credential-view';

const id = { pattern: '^[0-9a-f]{24}$', maxLength: 24 };

@ApiSchema({ name: 'ToldField', description: 'One field of what is asked, as it is told.' })
export class ToldFieldDto {
  @ApiProperty({ description: 'Its label.', maxLength: 200, example: 'text' }) label: string;
  @ApiProperty({ description: 'What its value is.', enum: FIELD_TYPES, example: 'string' }) type: FieldType;
  @ApiProperty({
    description: 'The value; null when it is to be filled in, and for every `pdf`, whose bytes are downloaded.',
    nullable: true,
    example: 'I agree.',
    oneOf: [
      { type: 'string', maxLength: 100_000 },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {}, maxItems: 10_000 },
    ],
  })
  value: unknown;
  @ApiProperty({ description: 'Part of what is signed, not shown.', example: false }) hidden: boolean;
  @ApiPropertyOptional({
    description: 'The parts of an object, or of each row of an array.',
    type: 'array',
    items: { $ref: '#/components/schemas/ToldField' },
    maxItems: 1000,
    example: [],
  })
  fields?: ToldField[];
  @ApiPropertyOptional({
    description: 'What whoever acts under the approval may do: exactly this, at most, at least, one of these.',
    enum: FIELD_RULES,
    example: 'AT_MOST',
  })
  rule?: FieldRule;
  @ApiPropertyOptional({ description: 'FORM: must be answered.', example: true }) required?: boolean;
  @ApiPropertyOptional({
    description: 'FORM: what may be chosen.',
    type: 'array',
    items: { oneOf: [{ type: 'string', maxLength: 10_000 }, { type: 'number' }] },
    maxItems: 1000,
    example: ['aisle', 'window'],
  })
  options?: (string | number)[];
  @ApiPropertyOptional({
    description: 'Of a `pdf`: the SHA-256 of its bytes.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  sha256?: string;
  @ApiPropertyOptional({
    description: 'Of a `pdf`: how many bytes it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 10_485_760,
    example: 48_213,
  })
  size?: number;
  @ApiPropertyOptional({
    description: 'Of a `pdf`: how many pages it has.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 500,
    example: 3,
  })
  pages?: number;
}

@ApiSchema({ name: 'CredentialBrief', description: 'One thing to decide, in brief.' })
export class CredentialBriefDto {
  @ApiProperty({ ...id, description: 'Its id.', example: '507f1f77bcf86cd799439015' }) id: string;
  @ApiProperty({ description: 'What it is.', enum: RESOURCE_TYPES, example: 'DOCUMENT' }) resourceType: ResourceType;
  @ApiProperty({
    description: 'Where it stands: APPROVED when everybody has accepted, REJECTED at the first reject.',
    enum: ['PENDING', 'APPROVED', 'REJECTED', 'REVOKED'],
    example: 'PENDING',
  })
  status: CredentialStatus;
  @ApiPropertyOptional({
    description: 'Why it is REVOKED; absent otherwise.',
    enum: ['REVOKED', 'WITHDRAWN', 'CANCELED', 'SKIPPED', 'EXPIRED'],
    example: 'CANCELED',
  })
  statusReason?: StatusReason;
  @ApiProperty({
    description: 'Its title.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: 'Identity Document',
  })
  name: string | null;
  @ApiProperty({
    description: 'Your own id for it.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: 'internal-12345',
  })
  internalId: string | null;
}

const objects = (description: string) => ({
  description,
  type: 'array' as const,
  items: { type: 'object' as const, additionalProperties: true },
  maxItems: 1000,
  example: [],
});

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
  @ApiProperty(objects('The signatures over it.')) proofs: object[];
  @ApiProperty(objects('What each person has decided.')) decisions: object[];
}

const w3c = {
  description: 'The W3C Verifiable Credential; null until it is decided.',
  type: 'object' as const,
  additionalProperties: true,
  nullable: true,
  example: null,
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
    maxLength: 28_000_000,
    example: 'JVBERi0xLjcK',
  })
  pdf?: string;
}

@ApiSchema({ name: 'DownloadedDocument', description: 'The bytes of a document.' })
export class DownloadedDocumentDto {
  @ApiProperty({ description: 'The PDF in base64.', maxLength: 28_000_000, example: 'JVBERi0xLjcK' })
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
