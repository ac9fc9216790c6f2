import { SetMetadata } from '@nestjs/common';
import { DOCUMENT_BODY } from './raw-body';

export const BODY_LIMIT = 'placet:body-limit';

/** Lets a route take bodies with PDFs in them: 32 MB instead of 1 MB. */
export const LargeBody = (): MethodDecorator => SetMetadata(BODY_LIMIT, DOCUMENT_BODY);
