// The parts of the pages that run in a browser, each as one small file that old phones understand. They are written beside
// the other assets of the pages, from where the server reads them: in development, in tests and, copied, below dist/.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pages = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'modules', 'pages');
const [source, target] = [join(pages, 'islands'), join(pages, 'assets', 'islands')];
const fitting = join(pages, '..', '..', 'platform', 'text-fitting');
const ENTRIES = ['page', 'tell', 'document', 'verify', 'check'];

const newest = (folder) =>
  Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs), statSync(folder).mtimeMs);
const oldest = () =>
  Math.min(
    ...ENTRIES.map((name) => join(target, `${name}.js`)).map((path) => (existsSync(path) ? statSync(path).mtimeMs : 0)),
  );

if (!process.argv.includes('--if-stale') || oldest() < Math.max(newest(source), newest(fitting))) {
  // Others may bundle at the same moment: each into a folder of its own, and every file appears whole.
  const workshop = join(target, `.${process.pid}`);
  mkdirSync(workshop, { recursive: true });
  await build({
    entryPoints: ENTRIES.map((name) => join(source, `${name}.ts`)),
    outdir: workshop,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    logLevel: 'warning',
  });
  for (const name of ENTRIES) renameSync(join(workshop, `${name}.js`), join(target, `${name}.js`));
  rmSync(workshop, { recursive: true });
}
