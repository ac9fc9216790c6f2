import { DataSource } from 'typeorm';
import { schemaMigrations } from '../../migrations';
import { ApiKey } from '../../src/modules/auth';
import { Organization } from '../../src/modules/organizations';
import { databaseOptions, migrate } from '../../src/platform/database';
import { sql } from '../support/asking';
import { freshDatabase } from '../support/database';
import { startServer } from '../support/server';

const tables = `SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`;

describe('The schema', () => {
  it('goes up, down and up again, and says when there is nothing to do', async () => {
    const database = await freshDatabase({ empty: true });
    const steps: number[] = [];
    for (const direction of ['up', 'down', 'up'] as const) {
      const times = direction === 'up' ? 1 : schemaMigrations.length; // down takes back one at a time
      for (let time = 1; time <= times; time++) await migrate(database.url, direction);
      steps.push((await sql<{ count: number }>(database, tables))[0].count);
    }
    expect(steps[0]).toBeGreaterThan(15);
    expect(steps).toEqual([steps[0], 0, steps[0]]);
    expect(await migrate(database.url, 'up')).toEqual([]);
    await database.drop();
  });

  it('is migrated once when two try at the same time', async () => {
    const database = await freshDatabase({ empty: true });
    const runs = await Promise.all([migrate(database.url, 'up'), migrate(database.url, 'up')]);
    expect(runs.map(({ length }) => length).sort()).toEqual([0, schemaMigrations.length]);
    await database.drop();
  });

  it('is what the entities say', async () => {
    const database = await freshDatabase();
    const options = { ...databaseOptions({ url: database.url, pool: 2 }), entities: [Organization, ApiKey] };
    const dataSource = await new DataSource(options).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await dataSource.destroy();
    await database.drop();
  });
});

describe('A server', () => {
  it('refuses a database that lacks a migration', async () => {
    const database = await freshDatabase({ empty: true });
    await expect(startServer({ database })).rejects.toThrow();
    await migrate(database.url, 'up');
    await sql(database, 'DELETE FROM schema_migrations');
    await expect(startServer({ database })).rejects.toThrow('Run: npm run migrate');
    await database.drop();
  });

  it('refuses a database that may lose what it acknowledged', async () => {
    const database = await freshDatabase();
    await expect(startServer({ database, environment: { ALLOW_UNSAFE_DATABASE: 'no' } })).rejects.toThrow(/fsync/);
    await database.drop();
  });
});
