import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Page, ROLES, type Role } from '../../../platform/http';
import type { ListedApiKey } from '../find-api-keys';

export const KEY_STATUSES = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

const moment = (description: string, example: string | null) => ({
  description,
  type: String,
  format: 'date-time',
  nullable: true,
  maxLength: 24,
  example,
});

@ApiSchema({
  name: 'ApiKey',
  description: 'An API key, without what proves it: the key and its secret are shown once.',
})
export class ApiKeyView {
  @ApiProperty({
    description: 'Its id.',
    pattern: '^[0-9a-f]{24}$',
    maxLength: 24,
    example: '6964b8103b1d76b1c3000009',
  })
  id: string;

  @ApiProperty({ description: 'What it is called.', maxLength: 200, example: 'Booking system' })
  name: string;

  @ApiProperty({ description: 'What it is for.', type: String, nullable: true, maxLength: 2000, example: null })
  description: string | null;

  @ApiProperty({ description: 'The last four characters of the key.', maxLength: 4, example: 'x7Qa' })
  hint: string;

  @ApiProperty({ description: 'Whether it is accepted.', enum: KEY_STATUSES, example: 'ACTIVE' })
  status: KeyStatus;

  @ApiProperty({
    description:
      'What it may do. READ: read. ASK: ask, answer and spend as well. ADMIN: keys, settings and catalogue as well.',
    enum: ROLES,
    example: 'ASK',
  })
  role: Role;

  @ApiProperty({ description: 'False: this key is enough, calls need no signature.', example: true })
  requireSignature: boolean;

  @ApiProperty({
    description: 'The lowest signature version that this key accepts.',
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2,
    enum: [1, 2],
    example: 1,
  })
  minSignatureVersion: number;

  @ApiProperty(moment('From then on it is refused; null: never.', '2099-12-31T00:00:00.000Z'))
  expiresAt: Date | null;

  @ApiProperty(moment('When it was revoked.', null))
  revokedAt: Date | null;

  @ApiProperty(moment('When it was last used, to the minute.', '2026-01-12T09:00:00.000Z'))
  lastUsedAt: Date | null;

  @ApiProperty({
    description: 'When it was made.',
    type: String,
    format: 'date-time',
    maxLength: 24,
    example: '2026-01-12T09:00:00.000Z',
  })
  createdAt: Date;

  @ApiProperty(moment('Until then the secret before the last rotation signs as well.', null))
  previousSecretUntil: Date | null;
}

@ApiSchema({ name: 'ApiKeyPage', description: 'A page of API keys, newest first.' })
export class ApiKeyPage extends Page<ApiKeyView> {
  @ApiProperty({
    description: 'The keys of this page.',
    type: () => [ApiKeyView],
    maxItems: 100,
    example: [],
  })
  data: ApiKeyView[];
}

/** A key as its organization may see it at `now`. */
export function apiKeyView(key: ListedApiKey, now: Date): ApiKeyView {
  const { id, name, description, hint, role, requireSignature, minSignatureVersion } = key;
  const { expiresAt, revokedAt, lastUsedAt, createdAt, previousSecretUntil } = key;
  const status = revokedAt ? 'REVOKED' : expiresAt && expiresAt <= now ? 'EXPIRED' : 'ACTIVE';
  return {
    ...{ id, name, description, hint, role, status, requireSignature, minSignatureVersion },
    ...{ expiresAt, revokedAt, lastUsedAt, createdAt },
    previousSecretUntil: previousSecretUntil && previousSecretUntil > now ? previousSecretUntil : null,
  };
}
