/**
 * `npm run seed [-- up | down | status]`: runs, takes back or lists the seeds of `migrations/seeds/`. With DATABASE_URL it
 * works on that database, without it on the playground's: a running playground's as well as one that is not running.
 */
import 'reflect-metadata';
import { seedMigrations } from '../migrations/seeds';
import { runSeeds, seedStatus, SeedRefused, takeBackLastSeed, type SeedClass } from '../migrations/seeds/support';
import { explain } from './platform/configuration';
import { migrate } from './platform/database';
import { PLAYGROUND_DIRECTORY } from './playground';
import { startEmbeddedPostgres } from './playground/embedded-postgres';
import { findHome, openDirectory, passwordOf } from './playground/embedded-postgres-home';
import { runningPostmaster } from './playground/embedded-postgres-postmaster';
import { readOrCreateMasterKey } from './playground/playground-secrets';

const USAGE = 'Usage: npm run seed [-- up | down | status]   (docs/seeding.md)';

type Command = (url: string, seeds: SeedClass[]) => Promise<string[]>;

/** What can be asked for; each answers its last lines. */
const COMMANDS: Record<string, Command> = {
  async up(url, seeds) {
    const names = await runSeeds(url, seeds);
    return [names.length === 0 ? 'Nothing to seed.' : `Seeded: ${names.join(', ')}.`];
  },
  async down(url, seeds) {
    const name = await takeBackLastSeed(url, seeds);
    return [name === undefined ? 'Nothing to take back.' : `Taken back: ${name}.`];
  },
  async status(url, seeds) {
    const all = await seedStatus(url, seeds);
    return all.length === 0
      ? ['There are no seeds yet: npm run seed:new']
      : all.map(({ name, state }) => `${name}: ${state}`);
  },
};

/** Runs one command and answers what it has to say at the end. Throws `SeedRefused` with what an administrator should read. */
export async function seed(
  words: string[],
  seeds: SeedClass[] = seedMigrations,
  directory = PLAYGROUND_DIRECTORY,
): Promise<string[]> {
  const [word = 'up', ...more] = words;
  const command = Object.hasOwn(COMMANDS, word) && more.length === 0 ? COMMANDS[word] : undefined;
  if (!command) throw new SeedRefused([USAGE]);
  const url = process.env.DATABASE_URL?.trim();
  if (url) return command(url, seeds);
  refuseIfMeantForReal();
  const onPlayground = await openPlayground(directory);
  try {
    process.env.MASTER_KEY = readOrCreateMasterKey(directory);
    return [
      ...(await command(onPlayground.url, seeds)),
      "(This was the playground's database: DATABASE_URL is not set.)",
    ];
  } finally {
    delete process.env.MASTER_KEY;
    await onPlayground.close();
  }
}

/** Whoever set these has a server in mind: silently working on the playground instead would mislead. */
function refuseIfMeantForReal(): void {
  const reason = process.env.NODE_ENV === 'production' ? 'NODE_ENV is production' : 'MASTER_KEY is set';
  if (process.env.NODE_ENV === 'production' || process.env.MASTER_KEY?.trim()) {
    throw new SeedRefused([`DATABASE_URL is not set, but ${reason}: set DATABASE_URL, or neither for the playground`]);
  }
}

/** The playground's database, started for this command unless the playground itself is running. */
async function openPlayground(directory: string): Promise<{ url: string; close(): Promise<void> }> {
  try {
    const server = await startEmbeddedPostgres({ directory, durable: true });
    const close = () => server.stop();
    await migrate(server.url, 'up').catch((error: unknown) => close().then(() => Promise.reject(error as Error)));
    return { url: server.url, close };
  } catch (error) {
    const url = urlOfRunning(directory);
    if (!url) throw error;
    return { url, close: () => Promise.resolve() };
  }
}

/** The database that another process has open in this folder: its port and its password are in there. */
function urlOfRunning(directory: string): string | undefined {
  const home = findHome(openDirectory(directory));
  const server = runningPostmaster(home);
  return server?.ready ? `postgres://postgres:${passwordOf(home)}@127.0.0.1:${server.port}/postgres` : undefined;
}

async function main(): Promise<void> {
  for (const line of await seed(process.argv.slice(2))) console.log(line);
}

if (require.main === module) main().catch(explain);
