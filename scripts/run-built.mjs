// `node scripts/run-built.mjs admin ...`: runs dist/src/admin.js as it was built, so that a command never changes the program
// of a server that runs. Builds only where nothing is built yet.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [name, ...words] = process.argv.slice(2);
const program = join('dist', 'src', `${name}.js`);
const SEEDS = join('migrations', 'seeds');

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Seeds are written in the clone: those that nobody has built yet would be left out in silence. */
function requireBuiltSeeds() {
  if (!existsSync(SEEDS)) return;
  const written = readdirSync(SEEDS).filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'));
  const newer = written.find((file) => {
    const built = join('dist', SEEDS, file.replace(/\.ts$/, '.js'));
    return !existsSync(built) || statSync(built).mtimeMs < statSync(join(SEEDS, file)).mtimeMs;
  });
  if (newer) stop(`${join(SEEDS, newer)} is newer than what is built: npm run build`);
}

if (!existsSync(program)) {
  if (!existsSync(join('node_modules', '@nestjs', 'cli')))
    stop(
      'Nothing is built here. Build where the development packages are (npm ci && npm run build), and bring dist/ along.',
    );
  execFileSync(process.execPath, [join('scripts', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
}
if (name === 'seed') requireBuiltSeeds();
const { status, signal } = spawnSync(process.execPath, [program, ...words], { stdio: 'inherit' });
process.exit(signal ? 1 : status);
