import 'reflect-metadata';
import { ErrorForPeople, explain, takeEnvironment } from './platform/configuration';
import { awaitDatabase, migrate } from './platform/database';

class Usage extends ErrorForPeople {}

/** `npm run migrate` brings the schema up to date; `npm run migrate -- down` takes back the last migration. */
async function main(direction = 'up'): Promise<void> {
  takeEnvironment();
  const url = process.env.DATABASE_URL;
  if (!url) throw new Usage('Set DATABASE_URL to the database of the server (the playground migrates its own)');
  if (direction !== 'up' && direction !== 'down') throw new Usage('npm run migrate, or npm run migrate -- down');
  await awaitDatabase(url, Number(process.env.DATABASE_WAIT_SECONDS?.trim() || 60));
  const run = await migrate(url, direction);
  if (direction === 'down') console.log('The last migration was taken back.');
  else console.log(run.length > 0 ? `Migrated: ${run.join(', ')}` : 'Nothing to migrate.');
}

main(process.argv[2]).catch(explain);
