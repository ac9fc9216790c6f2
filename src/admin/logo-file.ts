import { readFileSync, statSync } from 'node:fs';
import { pictureOf, type Logo } from '../modules/organizations';
import { AdminRefused } from './command';

const LARGEST_LOGO = 200_000;

/** Reads a picture for messages and pages: what it is, its first bytes say, not its name. */
export function readLogo(path: string): Logo {
  const bytes = contentOf(path);
  const picture = pictureOf(bytes);
  if (!picture) throw new AdminRefused(`--logo must be a PNG or JPEG: ${path} begins like neither`);
  return picture;
}

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
