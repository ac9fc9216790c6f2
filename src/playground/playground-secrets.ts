import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeSeal } from '../modules/keys';

/**
 * The playground's master key, made once and kept beside its data (mode 600), not in the database. Two processes that
 * start at the same time get the same key: the file appears whole or not at all, and the first one stays.
 */
export const readOrCreateMasterKey = (directory: string): string =>
  readOrCreate(join(directory, 'master.key'), `${randomBytes(32).toString('base64')}\n`).trim();

/** Where the playground keeps the key that seals documents and its certificate, both in one file (mode 600), made once. */
export async function sealFileOf(directory: string, at: Date): Promise<string> {
  const file = join(directory, 'seal.pem');
  if (read(file)) return file;
  const { key, certificate } = await makeSeal('Placet playground', at);
  readOrCreate(file, `${key}${certificate}`);
  return file;
}

function readOrCreate(file: string, content: string): string {
  const known = read(file);
  if (known) return known;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
