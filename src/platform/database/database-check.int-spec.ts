import { DataSource, type DataSourceOptions } from 'typeorm';
import { sql } from '../../../test/support/asking';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { Settings } from '../configuration';
import { databaseOptions, ownerOptions } from './data-source';
import { DatabaseCheck, DatabaseRefused } from './database-check';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** What a starting server says of the database; null when it is content. */
async function verdict(options: DataSourceOptions, settings: Partial<Settings> = {}): Promise<string | null> {
  const dataSource = await new DataSource(options).initialize();
  try {
    const set = Object.assign(new Settings(), { ALLOW_UNSAFE_DATABASE: 'yes', ...settings });
    await new DatabaseCheck(dataSource, set).onModuleInit();
    return null;
  } catch (error) {
    if (error instanceof DatabaseRefused) return error.message;
    throw error;
  } finally {
    await dataSource.destroy();
  }
}
const asServer = () => databaseOptions({ url: database.url, pool: 2 });

describe('The database check', () => {
  it('is content with a database that is up to date, bound and, where that is allowed, unsafe', async () => {
    expect(await verdict(asServer())).toBeNull();
  });

  it('names the migrations that are missing and the command that brings them', async () => {
    await sql(database, 'DELETE FROM schema_migrations');
    expect(await verdict(asServer())).toMatch(/^The database lacks Foundation\d+(, \w+)*\. Run: npm run migrate$/);
  });

  it('is content with a database that is ahead: an older server may still run beside a newer one', async () => {
    await sql(database, `INSERT INTO schema_migrations (timestamp, name) VALUES (1999999999999, 'Later1999999999999')`);
    expect(await verdict(asServer())).toBeNull();
  });

  it('refuses to work as a role that row-level security does not bind', async () => {
    const said = await verdict(ownerOptions(database.url, [], 'schema_migrations'));
    expect(said).toMatch(/^The server must work as placet_app, bound by row-level security; it is /);
  });

  it('refuses a database that may lose what it has acknowledged, and says what to turn on', async () => {
    await sql(
      database,
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
    );
    const said = await verdict(asServer(), { ALLOW_UNSAFE_DATABASE: 'no' });
    expect(said).toMatch(/^The database would lose what it has acknowledged: turn .* on in its configuration$/);
    expect(said).toContain('synchronous_commit');
  });
});
