import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const bytes = readFileSync(join(__dirname, '..', '..', '..', 'bin', 'placet-verify.mjs'));

/** The program that checks files where this server is not: one file, for whoever has no copy of the repository. */
export const CHECKER_PROGRAM = {
  name: 'placet-verify.mjs',
  bytes,
  /** In hex. */
  sha256: createHash('sha256').update(bytes).digest('hex'),
} as const;
