/** How far a seal is proved (PAdES baseline, EN 319 142-1): by itself, with a timestamp, for long, and for as long as it is renewed. */
export type SealLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export const isLongTerm = (level: SealLevel | undefined): boolean => level === 'B-LT' || level === 'B-LTA';
