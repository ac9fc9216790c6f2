import type { SealingFacts } from './sealing-facts';

/**
 * Where anybody can check a credential, and its id inside the proof: `<PUBLIC_URL>/verify/<random token>/<credential id>`, so
 * that nobody finds it from another one. Without a token where it was sealed before there were any.
 */
export const verifyUrlOf = (publicUrl: string, { verifyToken, id }: Pick<SealingFacts, 'id' | 'verifyToken'>): string =>
  [publicUrl.replace(/\/$/, ''), 'verify', ...(verifyToken === null ? [] : [verifyToken]), id].join('/');
