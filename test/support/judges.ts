import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Tests that need an outside program as their judge. Without it they are skipped, as one counted line that names the
 * Debian package; with REQUIRE_JUDGES=1, as CI sets it, a missing judge is a failure.
 */
export function describeWithJudge(program: string, debianPackage: string, title: string, tests: () => void): void {
  if (isInstalled(program)) return describe(title, tests);
  const missing = `needs ${program} (Debian package ${debianPackage})`;
  describe(title, () => {
    if (process.env.REQUIRE_JUDGES !== '1') return it.skip(missing, () => undefined);
    it(missing, () => {
      throw new Error(`${title} ${missing}`);
    });
  });
  process.stderr.write(`judge missing: "${title}" ${missing}\n`);
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
