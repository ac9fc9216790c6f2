import type { ArrivalState } from '../arrival-state';

/**
 * Whether a code lets anybody in. While the request is open, to decide; when it is finished, to look; and always for
 * somebody who has decided something in it, who may look, download and take back.
 */
export const mayEnter = (state: ArrivalState, hasDecided: boolean): boolean =>
  state === 'OPEN' || state === 'FINISHED' || hasDecided;
