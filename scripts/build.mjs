// Builds beside what is there and puts it in its place in one step: a server that runs from dist/ never meets half a build.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const NEW = '.build'; // the outDir of tsconfig.build.json
const OLD = '.build.old';

const run = (...words) => execFileSync(process.execPath, words, { stdio: 'inherit' });
run('scripts/bundle-islands.mjs');
run(join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build');
run('scripts/copy-assets.mjs', NEW);

rmSync(OLD, { recursive: true, force: true });
if (existsSync('dist')) renameSync('dist', OLD);
renameSync(NEW, 'dist');
rmSync(OLD, { recursive: true, force: true });
