import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdempotencyKey, IdParam, Signed, WRITTEN_HEADERS } from '../../platform/http';
import { ApiKeyPage, ApiKeyView } from './dto/api-key.dto';
import { MintedApiKeyView, RotateApiKeyDto, RotatedApiKeyView } from './dto/minted-api-key.dto';
import { NewApiKeyDto } from './dto/new-api-key.dto';

const KEY_ID = IdParam('id', 'The id of the key (not the key itself).', '6964b8103b1d76b1c3000009');

export const DescribeListKeys = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(),
    ApiOperation({
      operationId: 'listApiKeys',
      summary: 'List API keys',
      description:
        'The API keys of your organization, newest first, revoked and expired ones included. `search` looks at name and ' +
        'description. What proves a key is shown once, when it is made, and never here.',
    }),
    ApiOkResponse({ type: ApiKeyPage, description: 'A page of keys.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 500, 503),
  );

export const DescribeCreateKey = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(2),
    ApiOperation({
      operationId: 'createApiKey',
      summary: 'Make an API key',
      description:
        'Makes an API key with a signature secret. Both are in the answer and nowhere else: put them where your secrets ' +
        'are. A key makes none with more rights, a weaker demand for signatures or a later end than its own. Must be signed with version 2.',
    }),
    IdempotencyKey(),
    ApiBody({
      type: NewApiKeyDto,
      examples: {
        strict: {
          summary: 'A key for one program',
          value: { name: 'Booking system', role: 'ASK', minSignatureVersion: 2 },
        },
        temporary: {
          summary: 'A key that ends by itself',
          value: { name: 'Migration', description: 'Moves last year’s requests.', expiresAt: '2099-12-31T00:00:00Z' },
        },
      },
    }),
    ApiCreatedResponse({ type: MintedApiKeyView, description: 'The key and its secrets.', headers: WRITTEN_HEADERS }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );

export const DescribeRotateKey = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(2),
    ApiOperation({
      operationId: 'rotateApiKey',
      summary: 'Replace a signature secret',
      description:
        'Gives a key a new signature secret; the key itself stays. For `overlapHours` the old secret signs as well, so that ' +
        'programs can change over one by one. An expired key stays expired, so it is refused (409 `key_stays_expired`). Must be ' +
        'signed with version 2.',
    }),
    KEY_ID,
    IdempotencyKey(),
    ApiBody({
      type: RotateApiKeyDto,
      examples: { day: { summary: 'A day to change over', value: { overlapHours: 24 } } },
    }),
    ApiOkResponse({ type: RotatedApiKeyView, description: 'The key with its new secret.', headers: WRITTEN_HEADERS }),
    ApiProblems(400, 401, 403, 404, 409, 'key_stays_expired', 413, 415, 422, 500, 503),
  );

export const DescribeRevokeKey = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(2),
    ApiOperation({
      operationId: 'revokeApiKey',
      summary: 'Revoke an API key',
      description:
        'Ends a key at once and for good; a second time changes nothing. A key may end itself, but the last active key ' +
        'with the role ADMIN stays (409 `last_api_key`): make another one first. Must be signed with version 2.',
    }),
    KEY_ID,
    ApiOkResponse({ type: ApiKeyView, description: 'The key, revoked.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 404, 'last_api_key', 500, 503),
  );
