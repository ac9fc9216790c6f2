import { readFileSync, statSync } from 'node:fs';
import type { Logo } from '../modules/organizations';
import { AdminRefused } from './command';

const LARGEST_LOGO = 200_000;
const SIGNATURES: [Logo['contentType'], Buffer][] = [
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
];

/** Reads a picture for messages and pages: what it is, its first bytes say, not its name. */
export function readLogo(path: string): Logo {
  const bytes = contentOf(path);
  const known = SIGNATURES.find(([, start]) => bytes.subarray(0, start.length).equals(start));
  if (!known) throw new AdminRefused(`--logo must be a PNG or JPEG: ${path} begins like neither`);
  return { contentType: known[0], bytes };
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
