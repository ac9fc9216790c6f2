import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Page } from '../../../platform/http';
import { CredentialBriefDto, CredentialDetailDto } from '../../credentials';
import { REQUEST_STATUSES } from '../listing/wanted-statuses';
import type { EntryStatus, RequestStatus } from '../request-status';
import { SECURITY_LEVELS, type SecurityLevel } from '../../identity';
import { IDENTITY_STATUSES, KYC, type IdentityStatus, type Kyc } from '../../subjects';

const id = { pattern: '^[0-9a-f]{24}$', maxLength: 24 };
const instant = { format: 'date-time', maxLength: 40 };

@ApiSchema({ name: 'RequestSubject', description: 'One contact of a request, and how far it has come.' })
export class RequestSubjectDto {
  @ApiProperty({ ...id, description: 'The id of this entry of the request.', example: '507f1f77bcf86cd799439014' })
  id: string;
  @ApiProperty({ description: 'The contact, normalised.', maxLength: 254, example: 'user@example.com' })
  contact: string;
  @ApiProperty({
    description: 'Who it is: two contacts of one person have the same DID.',
    maxLength: 254,
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  })
  did: string;
  @ApiProperty({
    description: 'Your own id of this person.',
    type: String,
    nullable: true,
    maxLength: 254,
    example: 'customer-7',
  })
  internalId: string | null;
  @ApiPropertyOptional({ description: 'The full name, where it is known.', maxLength: 200, example: 'Ana Silva' })
  name?: string;
  @ApiProperty({
    description:
      'INVITED, DELIVERY_FAILED (the message was given up), OPENED (the link), VERIFIED (the code), DECIDED (finished).',
    enum: ['INVITED', 'DELIVERY_FAILED', 'OPENED', 'VERIFIED', 'DECIDED'],
    example: 'INVITED',
  })
  status: EntryStatus;
}

@ApiSchema({
  name: 'RequestSubjectDetail',
  description: 'One contact of a request, how far it has come, and how the person is known.',
})
export class RequestSubjectDetailDto extends RequestSubjectDto {
  @ApiProperty({
    description:
      'How the person is known to you: NONE; KYC (an identity is on file, or a verification for you is valid); HUMANOS (a ' +
      'verification of this platform that you were told of is valid).',
    enum: IDENTITY_STATUSES,
    example: 'NONE',
  })
  identityStatus: IdentityStatus;
  @ApiProperty({
    description: 'How far the last identity verification of the person for you has come.',
    enum: KYC,
    example: 'NONE',
  })
  kyc: Kyc;
}

class RequestFacts {
  @ApiProperty({ ...id, description: 'The id of the request.', example: '507f1f77bcf86cd799439011' })
  id: string;
  @ApiProperty({
    description: 'What it is called.',
    type: String,
    nullable: true,
    maxLength: 200,
    example: 'Your trip to Lisbon',
  })
  name: string | null;
  @ApiProperty({ description: 'How sure to be who answers.', enum: SECURITY_LEVELS, example: 'CONTACT' })
  securityLevel: SecurityLevel;
  @ApiProperty({
    description: 'Your own id for it.',
    type: String,
    nullable: true,
    maxLength: 254,
    example: 'order-123',
  })
  internalId: string | null;
  @ApiProperty({ ...instant, description: 'When it was made.', type: String, example: '2026-05-01T12:00:00.000Z' })
  createdAt: Date;
  @ApiProperty({ ...instant, description: 'Until when it is open.', type: String, example: '2026-05-31T12:00:00.000Z' })
  expiresAt: Date;
  @ApiProperty({
    description:
      'PENDING; COMPLETED (everything is decided); REJECTED (something required was refused); CANCELED (by you); EXPIRED.',
    enum: REQUEST_STATUSES,
    example: 'PENDING',
  })
  status: RequestStatus;
}

const BRIEF = {
  id: '507f1f77bcf86cd799439015',
  resourceType: 'CONSENT',
  status: 'PENDING',
  name: 'Privacy',
  internalId: null,
};

@ApiSchema({ name: 'RequestItem', description: 'A request, as lists tell it.' })
export class RequestItemDto extends RequestFacts {
  @ApiProperty({
    description: 'Who is asked, in the order of the contacts.',
    type: [RequestSubjectDto],
    maxItems: 100,
    example: [
      {
        id: '507f1f77bcf86cd799439014',
        contact: 'user@example.com',
        did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
        internalId: 'customer-7',
        status: 'INVITED',
      },
    ],
  })
  subjects: RequestSubjectDto[];
  @ApiProperty({ description: 'What is asked.', type: [CredentialBriefDto], maxItems: 30, example: [BRIEF] })
  credentials: CredentialBriefDto[];
}

@ApiSchema({ name: 'RequestPage', description: 'A page of requests, the newest first.' })
export class RequestPage extends Page<RequestItemDto> {
  @ApiProperty({
    description: 'The requests of this page.',
    type: [RequestItemDto],
    maxItems: 100,
    example: [
      {
        id: '507f1f77bcf86cd799439011',
        name: 'Your trip to Lisbon',
        securityLevel: 'CONTACT',
        internalId: 'order-123',
        createdAt: '2026-05-01T12:00:00.000Z',
        expiresAt: '2026-05-31T12:00:00.000Z',
        status: 'PENDING',
        subjects: [
          {
            id: '507f1f77bcf86cd799439014',
            contact: 'user@example.com',
            did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
            internalId: 'customer-7',
            status: 'INVITED',
          },
        ],
        credentials: [BRIEF],
      },
    ],
  })
  data: RequestItemDto[];
}

@ApiSchema({ name: 'Issuer', description: 'Who asks.' })
export class IssuerDto {
  @ApiProperty({
    description: 'The DID of your organization.',
    maxLength: 254,
    example: 'did:via:humanos:org-507f1f77bcf86cd799439010',
  })
  did: string;
  @ApiProperty({ description: 'Its name.', maxLength: 120, example: 'Meridian Travel, Lda.' }) name: string;
}

@ApiSchema({ name: 'RequestDetail', description: 'A request with everything there is to tell of it.' })
export class RequestDetailDto extends RequestFacts {
  @ApiProperty({ description: 'Who asks.', type: IssuerDto }) issuer: IssuerDto;
  @ApiProperty({
    description: 'Who is asked, in the order of the contacts.',
    type: [RequestSubjectDetailDto],
    maxItems: 100,
    example: [
      {
        id: '507f1f77bcf86cd799439014',
        contact: 'user@example.com',
        did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
        internalId: 'customer-7',
        status: 'INVITED',
        identityStatus: 'NONE',
        kyc: 'NONE',
      },
    ],
  })
  subjects: RequestSubjectDetailDto[];
  @ApiProperty({
    description: 'What is asked and what was decided.',
    type: [CredentialDetailDto],
    maxItems: 30,
    example: [
      {
        ...BRIEF,
        data: [{ label: 'text', type: 'string', value: 'I agree.', hidden: false }],
        proofs: [],
        decisions: [],
        w3cCredential: null,
        sealedDocument: null,
        sealing: null,
      },
    ],
  })
  credentials: CredentialDetailDto[];
}

@ApiSchema({ name: 'ReturnedCode', description: 'A new code for one contact, and the way in.' })
export class ReturnedCode {
  @ApiProperty({ description: 'The one-time code.', pattern: '^[0-9]{6,8}$', maxLength: 8, example: '123456' })
  code: string;
  @ApiProperty({
    description: 'Where the person answers: the same for the life of the request.',
    format: 'uri',
    maxLength: 2000,
    example: 'https://placet.example.com/link/507f1f77bcf86cd799439011',
  })
  link: string;
  @ApiProperty({
    ...instant,
    description: 'Until when the code holds.',
    type: String,
    example: '2026-05-01T12:10:00.000Z',
  })
  expiresAt: Date;
}
