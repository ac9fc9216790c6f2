import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { RESOURCE_TYPES, type ResourceType } from '../../resources';
import type { CredentialStatus } from '../credential-status';

@ApiSchema({ name: 'CredentialEntity', description: 'One thing to decide, shared by everybody the request asks.' })
export class CredentialEntity {
  @ApiProperty({
    description: 'Its id.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '507f1f77bcf86cd799439011',
  })
  id: string;

  @ApiProperty({ description: 'What it is.', enum: RESOURCE_TYPES, example: 'DOCUMENT' })
  resourceType: ResourceType;

  @ApiProperty({
    description: 'Where it stands: APPROVED when everybody has accepted, REJECTED at the first reject.',
    enum: ['PENDING', 'APPROVED', 'REJECTED', 'REVOKED'],
    example: 'PENDING',
  })
  status: CredentialStatus;

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
