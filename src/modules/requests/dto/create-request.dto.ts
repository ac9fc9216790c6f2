import { ApiHideProperty, ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Readable } from '../../../platform/http';
import { DOCUMENT_CHANGE_POLICIES, type DocumentChangePolicy } from '../../organizations';
import { SECURITY_LEVELS, type SecurityLevel } from '../../identity';
import { CredentialDto } from './credential.dto';
import { ExpectedDocumentDto } from './expected-document.dto';
import { SignaturePlacementItemDto } from './signature-placement-item.dto';

export const MOST_CONTACTS = 100;
const MOST_IDS = 100;

const ids = {
  type: 'array',
  items: { type: 'string', pattern: '^[0-9a-fA-F]{24}$', maxLength: 24 },
  maxItems: MOST_IDS,
} as const;

/** Whom to ask, how sure to be who answers, and what to ask: by groups, by resources, inline, or all of these. */
@ApiSchema({
  description:
    'Whom to ask, how sure to be who answers, and what to ask: by groups, by resources, inline, or all of these.',
})
export class CreateRequestDto {
  @ApiProperty({
    description:
      'E-mail addresses and phone numbers (with country code), 1 to 100. Each gets a code and a link of its own.',
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: 1000 },
    example: ['user@example.com', '+351912345678'],
    minItems: 1,
    maxItems: MOST_CONTACTS,
  })
  @IsArray()
  @ArrayNotEmpty({ message: 'contacts must name at least one contact' })
  @ArrayMaxSize(MOST_CONTACTS, { message: `contacts must name at most ${MOST_CONTACTS} contacts` })
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  contacts: string[];

  @ApiPropertyOptional({
    description: 'The name of the request, shown to the people who are asked.',
    example: 'Your trip to Lisbon',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Readable()
  name?: string;

  @ApiPropertyOptional({
    description:
      'What a person must prove: CONTACT: the contact, by the one-time code. ORGANIZATION_KYC: also that they are who you have on ' +
      'file, or an identity verification. HUMANOS_KYC: also the identity verification of this platform, once. ' +
      'HUMANOS_REVALIDATION: that, again, now.',
    enum: SECURITY_LEVELS,
    default: 'CONTACT',
    example: 'CONTACT',
  })
  @IsOptional()
  @IsIn(SECURITY_LEVELS, { message: `securityLevel must be one of ${SECURITY_LEVELS.join(', ')}` })
  securityLevel?: SecurityLevel;

  @ApiPropertyOptional({
    description:
      'False: what is exactly the same is asked once, whether it was named twice, comes through several groups, or stands ' +
      'twice inline. True: it is asked as often as it is named.',
    default: false,
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  allowDuplicates?: boolean;

  @ApiPropertyOptional({
    description: 'Groups of your catalogue: everything in them is asked.',
    ...ids,
    example: ['507f1f77bcf86cd799439011'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  groupIds?: string[];

  @ApiPropertyOptional({
    description: 'Resources of your catalogue to ask.',
    ...ids,
    example: ['507f1f77bcf86cd799439012'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  resourcesIds?: string[];

  @ApiPropertyOptional({
    description: 'Things to ask that are not in the catalogue. A request asks 30 things at most, in all.',
    type: () => [CredentialDto],
    maxItems: MOST_IDS,
    example: [
      {
        type: 'CONSENT',
        name: 'Privacy notice',
        data: [{ label: 'text', type: 'string', value: 'I agree that my travel data is used to book my hotel.' }],
      },
    ],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => CredentialDto)
  credentials?: CredentialDto[];

  @ApiPropertyOptional({
    description: 'Where to sign, on the documents of this request.',
    type: () => [SignaturePlacementItemDto],
    maxItems: 5000,
    example: [
      {
        resourceId: '507f1f77bcf86cd799439012',
        contact: 'user@example.com',
        pageIndex: 1,
        x: 13,
        y: 69.8,
        width: 34.5,
        height: 5.7,
      },
    ],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SignaturePlacementItemDto)
  signaturePlacements?: SignaturePlacementItemDto[];

  @ApiPropertyOptional({
    description:
      'Who must be identified with one particular document: its number must be the one that the identification finds. Needs a ' +
      'securityLevel beyond CONTACT, and a provider that tells numbers of documents.',
    type: () => [ExpectedDocumentDto],
    maxItems: MOST_CONTACTS,
    example: [{ contact: 'user@example.com', docId: '12345678' }],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CONTACTS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExpectedDocumentDto)
  expectedDocIds?: ExpectedDocumentDto[];

  @ApiPropertyOptional({
    description:
      'The language of messages and pages: ISO 639-2/3 in capitals (ENG, PRT) or BCP 47 (pt-PT). An unknown one counts as your default.',
    example: 'ENG',
    maxLength: 35,
  })
  @IsOptional()
  @IsString()
  @MaxLength(35)
  language?: string;

  @ApiPropertyOptional({
    description: 'Where people go when they are done: https (http for localhost only), without user name or password.',
    example: 'https://example.com/callback',
    format: 'uri',
    maxLength: 2048,
  })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  redirectUrl?: string;

  @ApiPropertyOptional({ description: 'Your own id for the request.', example: 'order-123', maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  internalId?: string;

  @ApiPropertyOptional({
    description: 'Until when it can be answered (ISO 8601). Without it: 30 days, or what your organization has set.',
    format: 'date-time',
    maxLength: 40,
    example: '2099-12-31T23:59:59Z',
  })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'expiresAt must be an ISO 8601 date' })
  expiresAt?: string;

  @ApiPropertyOptional({
    description:
      'What happens to PDFs that cannot be used as they were uploaded (damaged, encrypted without a password, with scripts). ALLOW: a ' +
      'copy that looks the same is asked, shown and sealed, and every answer says how it differs (`changes`). REFUSE: the request is ' +
      'refused, and says what would have to be done. Without it the setting of your organization holds.',
    enum: DOCUMENT_CHANGE_POLICIES,
    example: 'ALLOW',
  })
  @IsOptional()
  @IsIn(DOCUMENT_CHANGE_POLICIES, { message: `documentChanges must be one of ${DOCUMENT_CHANGE_POLICIES.join(', ')}` })
  documentChanges?: DocumentChangePolicy;

  // Sent by clients of other versions of this API; accepted and ignored.
  @ApiHideProperty() @Allow() pubKey?: unknown;
  @ApiHideProperty() @Allow() authorizedDIDs?: unknown;
  @ApiHideProperty() @Allow() agentId?: unknown;
}
