import type { SealingFacts } from './sealing-facts';

/**
 * Where anybody can check a credential, and its id inside the proof: `<PUBLIC_URL>/verify/<random token>/<credential id>`, so
 * that nobody finds it from another one. Without a token where it was sealed before there were any.
 */
export const verifyUrlOf = (publicUrl: string, { verifyToken, id }: Pick<SealingFacts, 'id' | 'verifyToken'>): string =>
  [publicUrl.replace(/\/$/, ''), 'verify', ...(verifyToken === null ? [] : [verifyToken]), id].join('/');

/** Where the checker is at the server whose address for a credential this is: `<PUBLIC_URL>/verify/placet-verify.mjs`. */
export const checkerUrlBeside = (verifyUrl: string): string =>
  `${verifyUrl.slice(0, verifyUrl.lastIndexOf('/verify/'))}/verify/placet-verify.mjs`;
