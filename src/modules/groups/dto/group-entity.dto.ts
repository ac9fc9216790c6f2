import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { RESOURCE_TYPES, type ResourceType } from '../../resources';

const id = { pattern: '^[0-9a-f]{24}$', minLength: 24, maxLength: 24 };
const moment = { type: String, format: 'date-time', maxLength: 30 };

@ApiSchema({ name: 'GroupResource', description: 'A resource as it stands in a group.' })
export class GroupResource {
  @ApiProperty({ ...id, description: 'Its id.', example: '507f1f77bcf86cd799439012' })
  id: string;

  @ApiProperty({ description: 'Its title.', maxLength: 200, example: 'Identity Document' })
  name: string;

  @ApiProperty({ description: 'What it is.', enum: RESOURCE_TYPES, example: 'DOCUMENT' })
  type: ResourceType;

  @ApiProperty({ description: 'False: the group does not ask it now.', example: true })
  active: boolean;

  @ApiPropertyOptional({ description: 'Your own id for it.', maxLength: 200, example: 'internal-12345' })
  internalId?: string;
}

@ApiSchema({ name: 'GroupEntity', description: 'A named, ordered set of resources.' })
export class GroupEntity {
  @ApiProperty({ ...id, description: 'Its id.', example: '507f1f77bcf86cd799439011' })
  id: string;

  @ApiProperty({ description: 'Its name.', maxLength: 200, example: 'Identity' })
  name: string;

  @ApiPropertyOptional({ description: 'What it is for.', maxLength: 2000, example: 'Who our guests are' })
  description?: string;

  @ApiProperty({ description: 'False: it cannot be asked for now.', example: true })
  active: boolean;

  @ApiProperty({
    description: 'What it holds, in order, inactive ones included. Deleted ones are gone.',
    type: [GroupResource],
    maxItems: 10_000,
    example: [
      {
        id: '507f1f77bcf86cd799439012',
        name: 'Identity Document',
        type: 'DOCUMENT',
        active: true,
        internalId: 'internal-12345',
      },
    ],
  })
  resources: GroupResource[];

  @ApiProperty({
    description: 'Counts its changes: 1 is how it was made.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2_147_483_647,
    example: 1,
  })
  version: number;

  @ApiProperty({ ...moment, description: 'When it was made.', example: '2026-11-23T09:00:00.000Z' })
  createdAt: Date;

  @ApiProperty({ ...moment, description: 'When it was changed last.', example: '2026-11-23T09:00:00.000Z' })
  updatedAt: Date;
}
