/**
 * `npm run seed [-- up | down | status]`: runs, takes back or lists the seeds of `migrations/seeds/`. With DATABASE_URL it
 * works on that database, without it on the playground's: a running playground's as well as one that is not running.
 */
import 'reflect-metadata';
import { seedMigrations } from '../migrations/seeds';
import { runSeeds, seedStatus, SeedRefused, takeBackLastSeed, type SeedClass } from '../migrations/seeds/support';
import { explain, takeEnvironment } from './platform/configuration';
import { borrowPlaygroundDatabase, PLAYGROUND_DIRECTORY } from './playground';

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
  const borrowed = await borrowPlaygroundDatabase(directory);
  try {
    process.env.MASTER_KEY = borrowed.masterKey;
    const said = await command(borrowed.url, seeds);
    return [...said, "(This was the playground's database: DATABASE_URL is not set.)"];
  } finally {
    delete process.env.MASTER_KEY;
    await borrowed.close();
  }
}

async function main(): Promise<void> {
  takeEnvironment();
  for (const line of await seed(process.argv.slice(2))) console.log(line);
}

if (require.main === module) main().catch(explain);
