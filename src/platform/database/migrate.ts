import { DataSource, type MixedList } from 'typeorm';
import { schemaMigrations } from '../../../migrations';
import { MIGRATIONS_TABLE, ownerOptions } from './data-source';

/** Any number will do, as long as nothing else locks it: "placet" in the first bytes of its SHA-256. */
const MIGRATION_LOCK = 7_214_605_551;

/** Runs what is pending, or takes back the last one. One process at a time: a second waits for the first, then finds nothing to do. */
export async function migrate(
  url: string,
  direction: 'up' | 'down',
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for a list of migrations
  migrations: MixedList<string | Function> = schemaMigrations,
  table = MIGRATIONS_TABLE,
): Promise<string[]> {
  const lockKeeper = await new DataSource(ownerOptions(url, [], table)).initialize();
  const dataSource = new DataSource(ownerOptions(url, migrations, table));
  try {
    const runner = lockKeeper.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.initialize();
    if (direction === 'down') {
      await dataSource.undoLastMigration({ transaction: 'each' });
      return [];
    }
    return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await lockKeeper.destroy(); // ends the session, and the lock with it
  }
}
