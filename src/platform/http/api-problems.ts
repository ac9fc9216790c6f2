import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiProperty,
  ApiResponse,
  ApiSchema,
  ApiSecurity,
  getSchemaPath,
} from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { PROBLEMS, type ProblemCode } from './problem';

@ApiSchema({ name: 'FieldProblem', description: 'One thing wrong with one field.' })
export class FieldProblem {
  @ApiProperty({ description: 'The path of the field.', example: 'contacts[0]' }) field: string;
  @ApiProperty({ description: 'The rule, in words.', example: 'contacts[0] is not a valid e-mail address' })
  message: string;
}

/** The body of every error. */
@ApiSchema({ name: 'ProblemBody', description: 'Every error: what Nest writes, with RFC 9457 beside it.' })
export class ProblemBody {
  @ApiProperty({ description: 'The HTTP status.', example: 400 }) statusCode: number;
  @ApiProperty({
    description: 'What is wrong: a sentence, or one a field.',
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    example: ['contacts[0] is not a valid e-mail address'],
  })
  message: string | string[];
  @ApiProperty({ description: 'The name of the status.', example: 'Bad Request' }) error: string;
  @ApiProperty({
    description: 'Where this code is documented.',
    format: 'uri',
    example: 'https://placet.dev/errors#validation_failed',
  })
  type: string;
  @ApiProperty({ description: 'What the code means.', example: 'A field of the request breaks a rule' }) title: string;
  @ApiProperty({ description: 'The HTTP status.', example: 400 }) status: number;
  @ApiProperty({
    description: 'What is wrong and what to do, in one text.',
    example: 'contacts[0] is not a valid e-mail address',
  })
  detail: string;
  @ApiProperty({ description: 'The path of the call.', example: '/v1/request' }) instance: string;
  @ApiProperty({ description: 'Stable; decide by this.', enum: Object.keys(PROBLEMS), example: 'validation_failed' })
  code: ProblemCode;
  @ApiProperty({ description: 'Names this call in the logs.', example: '6964b8103b1d76b1c3000001' }) requestId: string;
  @ApiProperty({ description: 'Every bad field.', type: [FieldProblem] }) errors: FieldProblem[];
}

/** Declares the errors an operation can answer, all with the same body. */
export const ApiProblems = (...statuses: number[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemBody),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: `${STATUS_CODES[status]}: ${codesOf(status).join(', ')}.`,
        content: {
          'application/json': { schema: { $ref: getSchemaPath(ProblemBody) } },
          'application/problem+json': { schema: { $ref: getSchemaPath(ProblemBody) } },
        },
      }),
    ),
  );

const codesOf = (status: number): string[] =>
  Object.entries(PROBLEMS).flatMap(([code, [of]]) => (of === status ? [code] : []));

/** Marks an operation as one that needs an API key and a signature. */
export const Signed = (): MethodDecorator =>
  applyDecorators(
    ApiSecurity({ apiKey: [], timestamp: [], signature: [] }),
    ApiHeader({
      name: 'X-Signature-Version',
      required: false,
      description: '2 signs method, path and query as well (see the introduction). Default 1.',
      schema: { type: 'string', enum: ['1', '2'], default: '1' },
    }),
  );
