import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags, type ApiResponseOptions } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdParam } from '../../../platform/http';
import { DidDocumentDto } from './dto/did-document.dto';
import { StatusListCredentialDto } from './dto/status-list-credential.dto';
import { ViaHealth } from './dto/via-health.dto';

const CACHED = {
  ...ANSWER_HEADERS,
  'Cache-Control': {
    description: 'That anybody may keep the answer for five minutes.',
    schema: { type: 'string', maxLength: 100 },
    example: 'public, max-age=300',
  },
} satisfies ApiResponseOptions['headers'];

/** An operation for everybody, 60 a minute and address, with one kind of answer. */
const open = (
  words: { operationId: string; summary: string; description: string },
  type: Type,
  answer: string,
  headers: ApiResponseOptions['headers'] = ANSWER_HEADERS,
) =>
  applyDecorators(
    ApiTags('DIDs'),
    ApiOperation({ ...words, security: [] }),
    ApiOkResponse({ type, description: answer, headers }),
  );

/** How GET /v1/via/dids/{did} appears in the OpenAPI document. */
export const DescribeResolveDid = (): MethodDecorator =>
  applyDecorators(
    open(
      {
        operationId: 'resolveDid',
        summary: 'Resolve a DID',
        description:
          'The DID document of an organization or a person of this server (did:via, and their did:web), or of a did:key. ' +
          'For everybody, without a key; 60 calls a minute and address.',
      },
      DidDocumentDto,
      'The DID document.',
      CACHED,
    ),
    ApiParam({
      name: 'did',
      description: 'The DID, URL-encoded.',
      // Beside the schema, Nest would drop the example of a path parameter.
      schema: {
        ...{ type: 'string', maxLength: 300, pattern: '^did:[a-z0-9]+:.+$' },
        example: 'did:via:humanos:org-507f1f77bcf86cd799439011',
      },
    }),
    ApiProblems(400, 404, 429, 500, 503),
  );

/** How GET /v1/via/health appears in the OpenAPI document. */
export const DescribeViaHealth = (): MethodDecorator =>
  applyDecorators(
    open(
      {
        operationId: 'viaHealth',
        summary: 'Is this server there?',
        description: 'Which protocol it speaks, and its time. For everybody; 60 calls a minute and address.',
      },
      ViaHealth,
      'It is.',
    ),
    ApiProblems(429, 500),
  );

/** How GET /v1/via/status/{listId} appears in the OpenAPI document. */
export const DescribeStatusList = (): MethodDecorator =>
  applyDecorators(
    open(
      {
        operationId: 'getStatusList',
        summary: 'Which credentials are revoked',
        description:
          'The status list that the `credentialStatus` of a credential names. It covers many credentials, so that asking for ' +
          'it does not tell which one is meant. For everybody, cacheable, with an ETag; 60 calls a minute and address.',
      },
      StatusListCredentialDto,
      'The list, signed.',
      {
        ...CACHED,
        ETag: {
          description: 'Changes when the list does.',
          schema: { type: 'string', maxLength: 60 },
          example: '"Jx7Qv0m1o2P3q4R5s6T7uA"',
        },
      },
    ),
    IdParam('listId', 'The id of the list.', '6964b8103b1d76b1c3000001'),
    ApiProblems(400, 404, 429, 500, 503),
  );
