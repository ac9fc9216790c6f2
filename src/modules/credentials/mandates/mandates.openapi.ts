import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, Signed } from '../../../platform/http';
import { MandateVcDto } from './dto/mandate-vc.dto';
import { ListedMandate, MandateDto } from './dto/mandate.dto';
import { MandateId } from './dto/mandate-id';
import { MOST_MANDATES } from './read-mandates';

/** How GET /v1/via/mandates appears in the OpenAPI document. */
export const DescribeListMandates = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Mandates'),
    Signed(),
    ApiOperation({
      operationId: 'listMandates',
      summary: 'List mandates',
      description: `The standing authority your organization holds: the active ones first, then the newest, at most ${MOST_MANDATES}. One that holds only from a later time on is left out unless \`includeFuture=true\` asks for it.`,
    }),
    ApiExtraModels(ListedMandate),
    ApiOkResponse({
      schema: { type: 'array', items: { $ref: getSchemaPath(ListedMandate) }, maxItems: MOST_MANDATES },
      description: 'The mandates; an empty array when there are none.',
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 500, 503),
  );

/** How GET /v1/via/mandates/{id} appears in the OpenAPI document. */
export const DescribeFindMandate = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Mandates'),
    Signed(),
    ApiOperation({
      operationId: 'findMandate',
      summary: 'Find a mandate',
      description: 'One mandate: who gave it, for what, within which limits, and whether it holds now.',
    }),
    MandateId(),
    ApiOkResponse({ type: MandateDto, description: 'The mandate as it stands now.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 404, 500, 503),
  );

/** How GET /v1/via/mandates/{id}/vc appears in the OpenAPI document. */
export const DescribeMandateVc = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Mandates'),
    Signed(),
    ApiOperation({
      operationId: 'findMandateCredential',
      summary: 'Get a mandate as a Verifiable Credential',
      description:
        'The mandate as a W3C Verifiable Credential with the proof of your organization, in the data model 2.0 or 1.1. Both ' +
        'claim the same, and end when the credential ends that the mandate follows from.',
    }),
    MandateId(),
    ApiOkResponse({ type: MandateVcDto, description: 'The credential.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 404, 500, 503),
  );
