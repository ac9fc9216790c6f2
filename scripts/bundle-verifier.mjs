// bin/placet-verify.mjs: what checks files, with all it needs, as one file that can be read and handed on. It is committed;
// a test fails when it is not the one that this makes.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/modules/verifier/command.ts'],
  outfile: 'bin/placet-verify.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'warning',
  banner: {
    js:
      '#!/usr/bin/env node\n' +
      `// placet-verify ${version} (${license}): checks evidence bundles, credentials and sealed documents. Needs nothing but Node 20\n` +
      '// or newer, and asks no network. Made by `npm run verifier` of the files that are named below; see docs/verifying.md.',
  },
  write: !process.argv.includes('--print'),
});
if (outputFiles) process.stdout.write(outputFiles[0].text);
