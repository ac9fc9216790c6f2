import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, Signed } from '../../platform/http';
import { AGREEMENT_PDF } from './create-resource.examples';
import { CheckedPlacements } from './dto/checked-placements.dto';
import { CheckPlacementsDto } from './dto/check-placements.dto';

const EXAMPLES = {
  pdf: {
    summary: 'A PDF of your own',
    value: {
      pdf: AGREEMENT_PDF,
      placements: [{ pageIndex: 0, unit: 'POINT', x: 72, y: 150, width: 180, height: 42 }],
    },
  },
  resource: {
    summary: 'A document of the catalogue: one place that is fine, one that is too small, one outside the page',
    value: {
      resourceId: '507f1f77bcf86cd799439012',
      placements: [
        { pageIndex: 1, x: 13, y: 69.8, width: 34.5, height: 5.7 },
        { pageIndex: 1, x: 13, y: 82.1, width: 5, height: 1 },
        { pageIndex: 1, x: 90, y: 82.1, width: 34.5, height: 2.8, type: 'DATE' },
      ],
    },
  },
};

/** How POST /v1/placements/check appears in the OpenAPI document. */
export const DescribeCheckPlacements = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Placements'),
    Signed(),
    ApiOperation({
      operationId: 'checkPlacements',
      summary: 'Check places before anybody is asked',
      description:
        'Answers the sizes of the pages, each place in points and percent, and warnings instead of a refusal. With ' +
        '`preview=true` also pictures of the first ten pages with the places on them. Nothing is stored.',
    }),
    ApiBody({ type: CheckPlacementsDto, examples: EXAMPLES }),
    ApiOkResponse({ type: CheckedPlacements, description: 'What is to say of each place.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 413, 415, 500, 503),
  );
