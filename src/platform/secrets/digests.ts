import { createHash, timingSafeEqual } from 'node:crypto';

export const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();

/** `timingSafeEqual` throws on unequal lengths, which are no secret here: they are compared first. */
export const equalInConstantTime = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
