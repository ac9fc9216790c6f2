import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ANSWER_HEADERS,
  ApiProblems,
  IdempotencyKey,
  IdParam,
  IfMatch,
  MADE_HEADERS,
  Signed,
} from '../../platform/http';
import { GroupDto } from './dto/group.dto';
import { GroupEntity } from './dto/group-entity.dto';
import { GroupList } from './dto/group-list.dto';

const EXAMPLE = {
  summary: 'What a new supplier signs',
  value: {
    name: 'New supplier',
    description: 'Everything that a new supplier signs',
    resourcesIds: ['507f1f77bcf86cd799439012'],
  },
};
const AS_IT_IS = {
  summary: 'As it is in the playground: nothing changes',
  value: { name: 'Identity', description: 'Who the traveller is, signed.', resourcesIds: ['507f1f77bcf86cd799439012'] },
};

const about = (operationId: string, summary: string, description: string): MethodDecorator =>
  applyDecorators(ApiTags('Groups'), Signed(), ApiOperation({ operationId, summary, description }));
const theId = (example = '507f1f77bcf86cd799439011') => IdParam('id', 'The id of the group.', example);
const now = (description: string) => ApiOkResponse({ type: GroupEntity, description, headers: ANSWER_HEADERS });

export const DescribeListGroups = (): MethodDecorator =>
  applyDecorators(
    about(
      'listGroups',
      'List the groups',
      'Newest first. `search` looks at name, description and the names of the resources inside.',
    ),
    ApiOkResponse({ type: GroupList, description: 'A page of groups.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 500, 503),
  );

export const DescribeFindGroup = (): MethodDecorator =>
  applyDecorators(
    about('getGroup', 'Read one group', 'The group and what it holds, in order.'),
    theId(),
    now('The group.'),
    ApiProblems(400, 401, 404, 500, 503),
  );

export const DescribeCreateGroup = (): MethodDecorator =>
  applyDecorators(
    about('createGroup', 'Make a group', 'Names resources of the catalogue, in the order in which they are asked.'),
    IdempotencyKey(),
    ApiBody({ type: GroupDto, examples: { supplier: EXAMPLE } }),
    ApiCreatedResponse({ type: GroupEntity, description: 'The new group.', headers: MADE_HEADERS }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );

export const DescribeReplaceGroup = (): MethodDecorator =>
  applyDecorators(
    about(
      'replaceGroup',
      'Change a group',
      'Makes a new version, unless nothing changes. Requests that were made with it stay as they are.',
    ),
    theId(),
    IfMatch(),
    ApiBody({ type: GroupDto, examples: { same: AS_IT_IS } }),
    now('The group as it is now.'),
    ApiProblems(400, 401, 403, 404, 'version_conflict', 413, 415, 500, 503),
  );

export const DescribeDeleteGroup = (): MethodDecorator =>
  applyDecorators(
    about(
      'deleteGroup',
      'Delete a group',
      'What it holds stays in the catalogue, and requests that were made with it stay as they are. There is no way back.',
    ),
    theId('69660bac3b1d76b1c3000008'), // not what the first call asks for
    ApiOkResponse({
      description: 'It is deleted.',
      schema: { type: 'boolean', enum: [true], example: true },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 500, 503),
  );
