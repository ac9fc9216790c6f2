import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, Signed } from '../../platform/http';
import { EventList } from './dto/event.dto';

export const DescribeListEvents = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Webhooks'),
    Signed(),
    ApiOperation({
      operationId: 'listEvents',
      summary: 'Read what happened',
      description:
        'Everything that an endpoint could be told, in one order for good: keep `nextCursor` and go on from it, and nothing is ' +
        'missed or seen twice. With `wait` the call answers as soon as there is something.',
    }),
    ApiOkResponse({ type: EventList, description: 'What came next.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 429, 500, 503),
  );
