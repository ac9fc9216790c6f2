import { SetMetadata } from '@nestjs/common';

export const SIGNATURE_DEMAND = 'placet:signature-demand';

/** What a route wants of a signature, beside what the key wants. */
export type SignatureDemand = 'VERSION_2' | 'AS_FINAL' | 'NOT_ENFORCED';

/**
 * For routes that mint or change keys or settings: signature version 2, which covers method, path and query, whatever the
 * key says. A key alone is not enough; the playground's anonymous caller passes.
 */
export const RequiresSignatureVersion2 = (): MethodDecorator => SetMetadata(SIGNATURE_DEMAND, 'VERSION_2');

/**
 * For routes that end something for good: the version that the organization wants there (`finalSignatureVersion`). A
 * version 1 signature of an empty body fits every other call with an empty body for five minutes.
 */
export const EndsForGood = (): MethodDecorator => SetMetadata(SIGNATURE_DEMAND, 'AS_FINAL');

/** For the route that explains signatures: a known key is enough, and the body stays as it arrived, in `rawBody`. */
export const SignatureNotEnforced = (): MethodDecorator => SetMetadata(SIGNATURE_DEMAND, 'NOT_ENFORCED');
