import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './source-files';

/** One import, or one file, that a rule of .dependency-cruiser.cjs refuses. */
export interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

interface CruiseResult {
  summary: { violations: Violation[]; totalCruised: number; ruleSetUsed: { forbidden: { name: string }[] } };
}

/** Runs dependency-cruiser with the project's configuration over the house below `directory`. */
export async function depcruise(directory: string): Promise<CruiseResult['summary']> {
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const folders = ['src', 'migrations', 'test', 'bench'];
  // With --output-type json the exit code is 0 whatever was found.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [bin, ...folders, '--config', config, '--output-type', 'json'],
    { cwd: directory, maxBuffer: 256 * 1024 * 1024 },
  );
  return (JSON.parse(stdout) as CruiseResult).summary;
}
