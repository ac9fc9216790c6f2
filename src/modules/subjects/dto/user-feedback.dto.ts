import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

/** What may become of one item of an import. */
export const ITEM_STATUSES = [200, 400, 401, 402, 407, 408, 409, 410] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

const DID = {
  description: 'The DID of the person.',
  example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  pattern: '^did:',
  maxLength: 200,
} as const;

@ApiSchema({ description: 'The identifier of a person.' })
export class UserDid {
  @ApiProperty({
    description: 'The id in it.',
    example: '507f1f77bcf86cd799439013',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
  })
  id: string;

  @ApiProperty(DID)
  did: string;

  @ApiProperty({ description: 'True: it names this person. In this version always.', example: true })
  active: boolean;

  @ApiProperty({ description: 'True: it no longer names anybody. In this version never.', example: false })
  revoked: boolean;
}

@ApiSchema({ description: 'The person behind an item that was taken.' })
export class ImportedUser {
  @ApiProperty({ description: 'The contact in its one form.', example: 'ana@example.com', maxLength: 254 })
  contact: string;

  @ApiPropertyOptional({
    description: 'Your own id for the person, when there is one.',
    example: 'employee-42',
    maxLength: 200,
  })
  internalId?: string;

  @ApiProperty({
    description: 'The identifier of the person.',
    type: UserDid,
    example: {
      id: '507f1f77bcf86cd799439013',
      did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
      active: true,
      revoked: false,
    },
  })
  did: UserDid;
}

@ApiSchema({ description: 'What became of one item of an import.' })
export class UserFeedback {
  @ApiProperty({
    description:
      '200: taken. 400: the contact or the item is wrong. 401: the identity is wrong. 402: its country is wrong. 407: the ' +
      'contact stands twice in this call. 408: the identity stands twice in this call. 409: the identity, or the internal ' +
      'id, belongs to another user. 410: the user has an identity on file already.',
    type: 'integer',
    enum: [...ITEM_STATUSES],
    format: 'int32',
    minimum: 200,
    maximum: 410,
    example: 200,
  })
  status: ItemStatus;

  @ApiProperty({
    description: 'What was done, or what is wrong and what to do.',
    example: 'User created, identity put on file',
    maxLength: 4000,
  })
  message: string;

  @ApiProperty({
    description: 'The contact as it was sent; null when it was no text.',
    nullable: true,
    type: 'string',
    example: 'Ana@example.com',
    maxLength: 1000,
  })
  contact: string | null;

  @ApiProperty({
    description: 'The person; null unless the status is 200.',
    nullable: true,
    type: ImportedUser,
    example: {
      contact: 'ana@example.com',
      internalId: 'employee-42',
      did: {
        id: '507f1f77bcf86cd799439013',
        did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
        active: true,
        revoked: false,
      },
    },
  })
  data: ImportedUser | null;
}
