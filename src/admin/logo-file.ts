import { readFileSync, statSync } from 'node:fs';
import { logoOf, type Logo } from '../modules/organizations';
import { NotAPicture } from '../platform/pictures';
import { AdminRefused } from './command';

const LARGEST_LOGO = 200_000;

/** Reads a picture for messages and pages: what it is, its first bytes say, not its name. */
export const readLogo = (path: string): Promise<Logo> =>
  logoOf(contentOf(path)).catch((error: unknown) => {
    throw error instanceof NotAPicture ? new AdminRefused(`--logo ${error.message} (${path})`) : error;
  });

function contentOf(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_LOGO) {
      throw new AdminRefused(
        `--logo must have at most ${LARGEST_LOGO / 1000} kB: ${path} has ${Math.ceil(size / 1000)} kB`,
      );
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof AdminRefused) throw error;
    throw new AdminRefused(`--logo cannot be read: ${(error as Error).message}`);
  }
}
