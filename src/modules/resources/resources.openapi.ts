import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ANSWER_HEADERS,
  ApiProblems,
  IdempotencyKey,
  IdParam,
  IfMatch,
  MADE_HEADERS,
  Signed,
} from '../../platform/http';
import { RESOURCE_EXAMPLES } from './create-resource.examples';
import { ResourceEntity } from './dto/resource-entity.dto';
import { ResourceList } from './dto/resource-list.dto';
import { CreateResourceDto, ReplaceResourceDto } from './dto/resource.dto';

const RENAME = {
  summary: 'Only what is said of it: the PDF stays as it is',
  value: {
    name: 'Identity Document',
    internalId: 'internal-12345',
    description: 'A declaration by a traveller of who they are.',
  },
};

const about = (operationId: string, summary: string, description: string): MethodDecorator =>
  applyDecorators(ApiTags('Resources'), Signed(), ApiOperation({ operationId, summary, description }));
const theId = (example = '507f1f77bcf86cd799439012') => IdParam('id', 'The id of the resource.', example);
const now = (description: string) => ApiOkResponse({ type: ResourceEntity, description, headers: ANSWER_HEADERS });

export const DescribeListResources = (): MethodDecorator =>
  applyDecorators(
    about(
      'listResources',
      'List what can be asked for',
      'The catalogue, newest first. `search` looks at name, description and internalId. PDFs are not in the list.',
    ),
    ApiOkResponse({ type: ResourceList, description: 'A page of the catalogue.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 500, 503),
  );

export const DescribeFindResource = (): MethodDecorator =>
  applyDecorators(
    about('getResource', 'Read one resource', 'All of its current version, the PDF of a DOCUMENT included.'),
    theId(),
    now('The resource.'),
    ApiProblems(400, 401, 404, 500, 503),
  );

export const DescribeCreateResource = (): MethodDecorator =>
  applyDecorators(
    about(
      'createResource',
      'Add something to ask for',
      'Say what is asked in its simple form (`content`, for a CONSENT also `consentUrl`) or field by field (`data`). The ' +
        'same rules hold as for what a request asks inline.',
    ),
    IdempotencyKey(),
    ApiBody({ type: CreateResourceDto, examples: RESOURCE_EXAMPLES }),
    ApiCreatedResponse({ type: ResourceEntity, description: 'The new resource.', headers: MADE_HEADERS }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );

export const DescribeReplaceResource = (): MethodDecorator =>
  applyDecorators(
    about(
      'replaceResource',
      'Change a resource',
      'Makes a new version, unless nothing changes; requests keep the version they were made with. What is left out is ' +
        'gone, but for `content`, `data` and `active`, which then stay as they are.',
    ),
    theId(),
    IfMatch(),
    ApiBody({ type: ReplaceResourceDto, examples: { rename: RENAME } }),
    now('The resource as it is now.'),
    ApiProblems(400, 401, 403, 404, 'version_conflict', 413, 415, 500, 503),
  );

export const DescribeReplaceDocument = (): MethodDecorator =>
  applyDecorators(
    about(
      'replaceResourceContent',
      'Upload the PDF of a DOCUMENT',
      'Takes the bytes of the PDF as they are, up to 10 MB, signed like any body, and makes a new version with them.',
    ),
    theId(),
    IfMatch(),
    ApiConsumes('application/pdf'),
    ApiBody({
      description: 'The PDF.',
      schema: { type: 'string', format: 'binary', maxLength: 10_485_760 },
    }),
    now('The resource with its new PDF.'),
    ApiProblems(400, 401, 403, 404, 'version_conflict', 413, 415, 500, 503),
  );

export const DescribeDeleteResource = (): MethodDecorator =>
  applyDecorators(
    about(
      'deleteResource',
      'Delete a resource',
      'It can no longer be asked for, and its groups no longer hold it. Requests that ask it already go on as they are. ' +
        'There is no way back; to take it out of use for a while, set `active` to false instead.',
    ),
    theId('6964cad03b1d76b1c3000005'), // not what the first call asks for
    ApiOkResponse({
      description: 'It is deleted.',
      schema: { type: 'boolean', enum: [true], example: true },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );
