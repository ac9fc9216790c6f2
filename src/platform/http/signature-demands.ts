import { SetMetadata } from '@nestjs/common';

export const SIGNATURE_DEMAND = 'placet:signature-demand';

/** What a route wants of a signature, beside what the key wants. */
export type SignatureDemand = 'VERSION_2' | 'NOT_ENFORCED';

/**
 * For routes that mint or change keys or settings: signature version 2, which covers method, path and query, whatever the
 * key says. A key alone is not enough; the playground's anonymous caller passes.
 */
export const RequiresSignatureVersion2 = (): MethodDecorator => SetMetadata(SIGNATURE_DEMAND, 'VERSION_2');

/** For the route that explains signatures: a known key is enough, and the body stays as it arrived, in `rawBody`. */
export const SignatureNotEnforced = (): MethodDecorator => SetMetadata(SIGNATURE_DEMAND, 'NOT_ENFORCED');
