import { sha256 } from '../../../src/platform/secrets';

/**
 * The id of something a seed declares, when it names none: the second in which the seed was made, then 8 bytes of the
 * digest of what it is. So it sorts among the other ids and is the same in every database that the seed runs in.
 */
export function derivedId(seed: string, organization: string, kind: string, key: string): string {
  const second = Math.floor(Number(seed.slice(-13)) / 1000);
  const digest = sha256([kind, organization, key].join('\n')).subarray(0, 8);
  return second.toString(16).padStart(8, '0') + digest.toString('hex');
}
