import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IDENTITY_STATUSES, KYC, type IdentityStatus, type Kyc } from '../identity-status';
import { IdentityDto } from './identity.dto';

@ApiSchema({ description: 'One way to reach a user.' })
export class UserContact {
  @ApiProperty({
    description: 'An e-mail address in small letters, or a phone number in E.164.',
    example: 'ana@example.com',
    maxLength: 254,
  })
  contact: string;

  @ApiProperty({ description: 'True: the person has proven it by a one-time code.', example: false })
  verified: boolean;

  @ApiProperty({
    description: 'The DID of the person: the same for all contacts of one person.',
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
    pattern: '^did:',
    maxLength: 200,
  })
  did: string;

  @ApiProperty({ description: 'What kind of contact it is.', enum: ['EMAIL', 'PHONE'], example: 'EMAIL' })
  type: 'EMAIL' | 'PHONE';
}

/** What an organization knows of a person. */
@ApiSchema({ description: 'What your organization knows of a person.' })
export class UserDto {
  @ApiProperty({
    description: 'How the person is reached, oldest first.',
    type: [UserContact],
    maxItems: 1000,
    example: [
      {
        contact: 'ana@example.com',
        verified: false,
        did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
        type: 'EMAIL',
      },
    ],
  })
  contacts: UserContact[];

  @ApiProperty({
    description:
      'How the person is known: NONE; KYC (an identity is on file, or a verification for you is valid); HUMANOS (a verification of ' +
      'this platform that you were told of is valid).',
    enum: IDENTITY_STATUSES,
    example: 'KYC',
  })
  identityStatus: IdentityStatus;

  @ApiProperty({
    description: 'How far the last identity verification for you has come.',
    enum: KYC,
    example: 'NONE',
  })
  kyc: Kyc;

  @ApiPropertyOptional({
    description: 'Who the person is, when an identity is on file.',
    type: IdentityDto,
    example: { fullName: 'Ana Maria Silva', birth: '1990-04-23', docId: '12345678', countryAlpha3: 'PRT' },
  })
  identity?: IdentityDto;

  @ApiPropertyOptional({ description: 'Your own id for the person.', example: 'employee-42', maxLength: 200 })
  internalId?: string;
}
