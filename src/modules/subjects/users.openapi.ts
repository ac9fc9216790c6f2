import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdempotencyKey, Signed, WRITTEN_HEADERS } from '../../platform/http';
import { AddContactDto } from './dto/add-contact.dto';
import { UserFeedback } from './dto/user-feedback.dto';
import { UserItemDto } from './dto/user-item.dto';
import { UserDto } from './dto/user.dto';

/** How GET /v1/user appears in the OpenAPI document. */
export const DescribeFindUser = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Users'),
    Signed(),
    ApiOperation({
      operationId: 'findUser',
      summary: 'Find a user',
      description:
        'One person, by exactly one of contact, did and internalId: every contact, the identity on file, your own id. ' +
        'Who is unknown to your organization is not found, whoever else knows them.',
    }),
    ApiOkResponse({
      type: UserDto,
      description: 'What your organization knows of the person.',
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 404, 500, 503),
  );

/** How POST /v1/user appears in the OpenAPI document. */
export const DescribeImportUsers = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Users'),
    Signed(),
    ApiOperation({
      operationId: 'importUsers',
      summary: 'Add users, their identities and your ids for them',
      description:
        'Takes 1 to 100 people and answers one feedback each, in their order. A bad item is refused by its own status and ' +
        'has no effect; the others are taken. An unknown contact makes a user. An identity is put on file once. A contact ' +
        'or an identity that stands twice in a call counts the first time, whatever becomes of that item.',
    }),
    IdempotencyKey(),
    ApiExtraModels(UserItemDto, UserFeedback),
    ApiBody({
      schema: { type: 'array', items: { $ref: getSchemaPath(UserItemDto) }, minItems: 1, maxItems: 100 },
      examples: IMPORT_EXAMPLES,
    }),
    ApiOkResponse({
      schema: { type: 'array', items: { $ref: getSchemaPath(UserFeedback) }, minItems: 1, maxItems: 100 },
      description: 'What became of each item, in the order they were sent.',
      headers: WRITTEN_HEADERS,
    }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );

/** How POST /v1/user/contact appears in the OpenAPI document. */
export const DescribeAddContact = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Users'),
    Signed(),
    ApiOperation({
      operationId: 'addContact',
      summary: 'Reach a user by one contact more',
      description:
        'Says that newContact reaches the same person. Its requests from now on carry the same DID, and what the person ' +
        'decides through one contact counts for all. A contact that another user has is refused; one that this user has ' +
        'already changes nothing.',
    }),
    IdempotencyKey(),
    ApiBody({ type: AddContactDto, examples: ADD_EXAMPLES }),
    ApiOkResponse({
      type: UserDto,
      description: 'The user with all contacts. The identity is left out.',
      headers: WRITTEN_HEADERS,
    }),
    ApiProblems(400, 401, 403, 404, 409, 'contact_taken', 413, 415, 422, 500, 503),
  );

const IMPORT_EXAMPLES = {
  contacts: {
    summary: 'Two people by their contacts',
    value: [{ contact: 'ben@example.com' }, { contact: '+351912345678', internalId: 'employee-43' }],
  },
  identity: {
    summary: 'A person with an identity',
    value: [
      {
        contact: 'ana@example.com',
        internalId: 'employee-42',
        identity: { fullName: 'Ana Maria Silva', birth: '1990-04-23', docId: '12345678', countryAlpha3: 'PRT' },
      },
    ],
  },
};

const ADD_EXAMPLES = {
  address: {
    summary: 'A second address of somebody',
    value: { contact: 'ana@example.com', newContact: 'ana@work.example' },
  },
};
