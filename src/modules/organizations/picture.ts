import { readPicture } from '../../platform/pictures';

/** A picture shown in messages and on pages; kept by us, so that nobody is tracked by fetching it. */
export interface Logo {
  contentType: 'image/png' | 'image/jpeg';
  bytes: Buffer;
}

/** Far more than any page shows of a logo. */
const BOUNDS = { side: 4_000, pixels: 4_000_000 };

/** Reads the whole picture; throws `NotAPicture`. */
export async function logoOf(bytes: Buffer): Promise<Logo> {
  const { contentType } = await readPicture(bytes, BOUNDS);
  return { contentType, bytes };
}
