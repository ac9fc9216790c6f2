import { applyDecorators, SetMetadata } from '@nestjs/common';
import { DOCUMENT_BODY, PDF_BODY } from './raw-body';

export const BODY_LIMIT = 'placet:body-limit';

/** Lets a route take bodies with PDFs in them: 32 MB instead of 1 MB. */
export const LargeBody = (): MethodDecorator => SetMetadata(BODY_LIMIT, DOCUMENT_BODY);

export const BODY_TYPE = 'placet:body-type';

/** Lets a route take one PDF of up to 10 MB as it is, signed like any body. `@Body()` is a Buffer there. */
export const PdfBody = (): MethodDecorator =>
  applyDecorators(SetMetadata(BODY_LIMIT, PDF_BODY), SetMetadata(BODY_TYPE, 'application/pdf'));
