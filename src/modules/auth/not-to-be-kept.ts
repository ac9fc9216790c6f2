/** Headers of an answer that shows secrets. */
export const NOT_TO_BE_KEPT = { 'Cache-Control': 'no-store' };
