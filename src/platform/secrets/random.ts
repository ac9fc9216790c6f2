import { randomBytes, randomInt } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` characters of base62 from the CSPRNG, each worth 5.95 bits. */
export const randomBase62 = (length: number): string =>
  Array.from({ length }, () => BASE62[randomInt(BASE62.length)]).join('');

/** A one-time code: `digits` decimal digits, leading zeros kept, uniform. */
export const randomCode = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0');

/** A link token: 12 random bytes as 24 hex digits. It looks like an id and is derived from none. */
export const randomLinkToken = (): string => randomBytes(12).toString('hex');
