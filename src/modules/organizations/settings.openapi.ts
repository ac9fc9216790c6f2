import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdempotencyKey, Signed, WRITTEN_HEADERS } from '../../platform/http';
import { ChangeSettingsDto, SettingsView } from './dto/settings.dto';

export const DescribeSettings = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(),
    ApiOperation({
      operationId: 'getSettings',
      summary: 'Read the settings',
      description: 'How your organization looks to people, and how its requests behave when they say nothing else.',
    }),
    ApiOkResponse({ type: SettingsView, description: 'The settings.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 500, 503),
  );

export const DescribeChangeSettings = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(2),
    ApiOperation({
      operationId: 'changeSettings',
      summary: 'Change settings',
      description:
        'Changes the settings that are named; null clears what may be absent. They hold from the next call on; requests that ' +
        'are there already keep what they were made with. Must be signed with version 2.',
    }),
    IdempotencyKey(),
    ApiBody({
      type: ChangeSettingsDto,
      examples: {
        look: { summary: 'How it looks', value: { name: 'Meridian Travel, Lda.', colour: '#1f5f6b' } },
        embedding: { summary: 'Where pages may be embedded', value: { allowedOrigins: ['https://app.example.com'] } },
        clear: { summary: 'Back to nothing', value: { allowedOrigins: [], defaultCountry: null, logo: null } },
      },
    }),
    ApiOkResponse({ type: SettingsView, description: 'The settings, changed.', headers: WRITTEN_HEADERS }),
    ApiProblems(400, 401, 403, 409, 413, 415, 422, 500, 503),
  );
