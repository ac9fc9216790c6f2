import { ApiParam } from '@nestjs/swagger';

/** `mdt_` and a UUID. */
export const MANDATE_ID_PATTERN = '^mdt_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
export const EXAMPLE_MANDATE_ID = 'mdt_6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11';

/** The parameter of a path that names a mandate. */
export const MandateId = (): MethodDecorator =>
  ApiParam({
    name: 'id',
    description: 'The id of the mandate, as `GET /v1/via/mandates` lists it.',
    schema: { type: 'string', pattern: MANDATE_ID_PATTERN, maxLength: 40, example: EXAMPLE_MANDATE_ID },
  });
