/** Before any test: the browser parts of the pages, as `npm run build` makes them, unless they are there already. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export default function bundleIslands(): void {
  const script = join(__dirname, '..', '..', 'scripts', 'bundle-islands.mjs');
  execFileSync(process.execPath, [script, '--if-stale'], { stdio: 'inherit' });
}
