import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { CredentialEntity } from '../../credentials';

const id = { pattern: '^[0-9a-f]{24}$', maxLength: 24 };

@ApiSchema({ name: 'GenerateSubjectEntity', description: 'One contact of the request, with its way in.' })
export class GenerateSubjectEntity {
  @ApiProperty({ description: 'The contact, normalised.', maxLength: 254, example: 'user@example.com' })
  contact: string;

  @ApiProperty({
    description: 'Who it is: two contacts of one person have the same DID.',
    maxLength: 200,
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  })
  did: string;

  @ApiPropertyOptional({
    description: 'The one-time code. Absent when your organization has chosen that only the person learns it.',
    pattern: '^[0-9]{6,8}$',
    maxLength: 8,
    example: '123456',
  })
  code?: string;

  @ApiPropertyOptional({
    description: 'Where the person answers. Absent like `code`.',
    format: 'uri',
    maxLength: 2048,
    example: 'https://placet.example.com/link/507f1f77bcf86cd799439011',
  })
  link?: string;

  @ApiProperty({ description: 'How the person is reached.', enum: ['EMAIL', 'PHONE'], example: 'EMAIL' })
  contactType: 'EMAIL' | 'PHONE';

  @ApiProperty({ ...id, description: 'The id of this entry of the request.', example: '507f1f77bcf86cd799439014' })
  id: string;
}

@ApiSchema({ name: 'CreatedRequest', description: 'A new request, what it asks and whom.' })
export class CreatedRequest {
  @ApiProperty({ ...id, description: 'The id of the request.', example: '507f1f77bcf86cd799439011' })
  id: string;

  @ApiProperty({
    description: 'What is asked: of groups, then of resources, then inline.',
    type: [CredentialEntity],
    maxItems: 30,
    example: [
      {
        id: '507f1f77bcf86cd799439011',
        resourceType: 'DOCUMENT',
        status: 'PENDING',
        name: 'Identity Document',
        internalId: 'internal-12345',
      },
    ],
  })
  credentials: CredentialEntity[];

  @ApiProperty({
    description: 'Who is asked, in the order of the contacts.',
    type: [GenerateSubjectEntity],
    maxItems: 100,
    example: [
      {
        contact: 'user@example.com',
        did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
        code: '123456',
        link: 'https://placet.example.com/link/507f1f77bcf86cd799439011',
        contactType: 'EMAIL',
        id: '507f1f77bcf86cd799439014',
      },
    ],
  })
  subjects: GenerateSubjectEntity[];
}
