import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, Signed } from '../../platform/http';
import { CreateRequestDto } from './dto/create-request.dto';
import { CreatedRequest } from './dto/created-request.dto';

/** How POST /v1/request appears in the OpenAPI document. */
export const DescribeCreateRequest = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Requests'),
    Signed(),
    ApiOperation({
      operationId: 'createRequest',
      summary: 'Ask people for a yes',
      description:
        'Asks up to 100 contacts for up to 30 things in one call. Each contact gets a message with a link and a one-time ' +
        'code. Nothing is stored and nothing is sent when anything is refused; the error names every bad field.',
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Any text of up to 255 characters. The same call with the same key is answered once more as it was the first time, for 24 hours.',
      schema: { type: 'string', maxLength: 255 },
      example: 'order-123-attempt-1',
    }),
    ApiBody({ type: CreateRequestDto, examples: CREATE_EXAMPLES }),
    ApiCreatedResponse({ type: CreatedRequest, description: 'The new request, what it asks, and whom.' }),
    ApiProblems(400, 401, 409, 413, 415, 422, 429, 500, 503),
  );

const CREATE_EXAMPLES = {
  catalogue: {
    summary: 'From the catalogue: the call of the reference page',
    value: {
      contacts: ['user@example.com', '+351912345678'],
      securityLevel: 'CONTACT',
      groupIds: ['507f1f77bcf86cd799439011'],
      resourcesIds: ['507f1f77bcf86cd799439012'],
    },
  },
  inline: {
    summary: 'Inline: a consent and a mandate',
    value: {
      contacts: ['ana@example.com'],
      name: 'Your trip to Lisbon',
      language: 'ENG',
      credentials: [
        {
          type: 'CONSENT',
          name: 'Privacy notice',
          data: [{ label: 'text', type: 'string', value: 'I agree that my travel data is used to book my hotel.' }],
        },
        {
          type: 'JSON',
          name: 'Hotel payments',
          scope: 'payments.hotel',
          data: [
            { label: 'Maximum amount', type: 'number', value: 250 },
            { label: 'Currency', type: 'string', value: 'EUR' },
          ],
        },
      ],
    },
  },
  signature: {
    summary: 'A document with places to sign',
    value: {
      contacts: ['ana@example.com'],
      resourcesIds: ['507f1f77bcf86cd799439012'],
      signaturePlacements: [
        {
          resourceId: '507f1f77bcf86cd799439012',
          contact: 'ana@example.com',
          pageIndex: 1,
          x: 13,
          y: 69.8,
          width: 34.5,
          height: 5.7,
        },
        {
          resourceId: '507f1f77bcf86cd799439012',
          contact: 'ana@example.com',
          pageIndex: 1,
          x: 13,
          y: 82.1,
          width: 34.5,
          height: 2.8,
          type: 'DATE',
        },
      ],
    },
  },
};
