/**
 * One folder, one playground. The process that uses a folder writes itself into `owner.pid`; a second one that finds a
 * living owner stops with a sentence instead of sharing (and at its end stopping) the first one's database. What a killed
 * owner left behind is taken over.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { livingProcess } from './embedded-postgres-processes';

/** Makes this process the owner of the folder. Returns what gives it back. */
export async function claimDirectory(directory: string): Promise<() => void> {
  const file = join(directory, 'owner.pid');
  const claim = `${process.pid}\n${livingProcess(process.pid)?.startedAt ?? ''}\n${directory}\n`;
  for (let attempt = 0; attempt < 20; attempt++) {
    if (writeNew(file, claim)) return () => release(file, claim);
    const found = read(file);
    refuseWhileOwned(found, directory);
    if (found === '' && attempt < 5)
      await sleep(20); // created by another start that has not written yet
    else takeAway(file, found);
  }
  throw new Error(`Cannot take over ${file}: remove it and start again.`);
}

function refuseWhileOwned(claim: string | undefined, directory: string): void {
  const [pid, startedAt, claimed] = (claim ?? '').split('\n');
  const owner = livingProcess(Number(pid));
  // A folder copied together with its owner.pid names a process that owns the original, not the copy.
  if (owner && owner.startedAt === startedAt && claimed === directory) {
    throw new Error(`The playground is already running here (process ${pid}). Stop it first.`);
  }
}

/** Removes a claim that was read as stale; puts it back when another start has replaced it in the meantime. */
function takeAway(file: string, stale: string | undefined): void {
  if (stale === undefined) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  if (taken !== undefined && taken !== stale) writeNew(file, taken);
  rmSync(aside, { force: true });
}

function release(file: string, claim: string): void {
  if (read(file) === claim) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeNew(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
