import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, rateHeaders, Signed } from '../../../platform/http';
import { EXPLAINED_PER_MINUTE } from './debug-limit';
import { SignatureReport } from './signature-report.dto';

export const DescribeExplainSignature = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Organization'),
    Signed('NOT_ENFORCED'),
    ApiOperation({
      operationId: 'explainSignature',
      summary: 'Explain a signature',
      description:
        'Sign this call as you sign all others. The answer says what arrived and which check failed; a wrong signature is no ' +
        'error here. It needs a known API key and tells neither the secret nor the expected signature. ' +
        `${EXPLAINED_PER_MINUTE} calls a minute for a key.`,
    }),
    ApiBody({
      required: false,
      description: 'Anything at all: the bytes are what is looked at.',
      schema: { type: 'object', additionalProperties: true, description: 'Any JSON.' },
      examples: { any: { summary: 'Any body', value: { hello: 'world' } } },
    }),
    ApiOkResponse({
      type: SignatureReport,
      description: 'What arrived, and what this server makes of it.',
      headers: { ...ANSWER_HEADERS, ...rateHeaders('signatures are explained for a key', EXPLAINED_PER_MINUTE) },
    }),
    ApiProblems(401, 413, 415, 429, 500, 503),
  );
