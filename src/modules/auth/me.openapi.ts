import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, Signed } from '../../platform/http';
import { ApiKeyView } from './dto/api-key.dto';
import { Me } from './dto/me.dto';

export const DescribeMe = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed(),
    ApiExtraModels(ApiKeyView),
    ApiOperation({
      operationId: 'whoAmI',
      summary: 'Who makes this call',
      description:
        'The organization and the key of the call, how it was signed, and the limits: the first call to make with a new key.',
    }),
    ApiOkResponse({ type: Me, description: 'You.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 500, 503),
  );
