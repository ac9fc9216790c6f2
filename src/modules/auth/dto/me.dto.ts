import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DOCUMENT_BODY, ORDINARY_BODY } from '../../../platform/http';
import { ApiKeyView } from './api-key.dto';

const whole = { type: 'integer', format: 'int32', minimum: 1, maximum: 2_147_483_647 } as const;

@ApiSchema({ name: 'MyOrganization', description: 'The organization that a call speaks for.' })
export class MyOrganization {
  @ApiProperty({
    description: 'Its id.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '6964b8103b1d76b1c3000001',
  })
  id: string;

  @ApiProperty({
    description: 'Its DID: what its credentials name as their issuer.',
    maxLength: 200,
    example: 'did:via:humanos:org-6964b8103b1d76b1c3000001',
  })
  did: string;

  @ApiProperty({ description: 'Its name, as people see it.', maxLength: 120, example: 'Meridian Travel, Lda.' })
  name: string;
}

@ApiSchema({ name: 'MySignature', description: 'How this very call proved itself.' })
export class MySignature {
  @ApiProperty({
    description: 'SIGNATURE; KEY_ONLY where the key needs none; ANONYMOUS in the playground only.',
    enum: ['SIGNATURE', 'KEY_ONLY', 'ANONYMOUS'],
    example: 'SIGNATURE',
  })
  method: 'SIGNATURE' | 'KEY_ONLY' | 'ANONYMOUS';

  @ApiProperty({
    description: 'The signature version, if the call was signed.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2,
    nullable: true,
    example: 2,
  })
  version: 1 | 2 | null;
}

@ApiSchema({ name: 'MyLimits', description: 'What a call may weigh and how many may be made.' })
export class MyLimits {
  @ApiProperty({ ...whole, description: 'Creates a minute, refused ones included.', example: 60 })
  createsPerMinute: number;

  @ApiProperty({ ...whole, description: 'Bytes of a body.', example: ORDINARY_BODY })
  bodyBytes: number;

  @ApiProperty({ ...whole, description: 'Bytes of a body in which documents travel.', example: DOCUMENT_BODY })
  documentBodyBytes: number;
}

@ApiSchema({ name: 'Me', description: 'Who makes this call, how it proved itself, and what it may do.' })
export class Me {
  @ApiProperty({ description: 'Whom the call speaks for.', type: () => MyOrganization })
  organization: MyOrganization;

  @ApiProperty({
    description: 'The API key; null for an anonymous call in the playground.',
    oneOf: [{ $ref: '#/components/schemas/ApiKey' }, { type: 'null' }],
  })
  key: ApiKeyView | null;

  @ApiProperty({ description: 'How the call proved itself.', type: () => MySignature })
  signature: MySignature;

  @ApiProperty({ description: 'What there is of everything.', type: () => MyLimits })
  limits: MyLimits;
}
