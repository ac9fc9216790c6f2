import { sql } from './asking';
import type { TestDatabase } from './database';

/**
 * Does what the server counts by the minute of the database's clock, which no test can set. If that minute ended meanwhile and
 * the work failed, the work is done again, from its start: give it an organization of its own each time.
 */
export async function withinOneMinute(database: TestDatabase, work: () => Promise<void>): Promise<void> {
  const minute = async (): Promise<string> => {
    const [row] = await sql<{ minute: string }>(database, `SELECT date_trunc('minute', now())::text AS minute`);
    return row.minute;
  };
  for (;;) {
    const begun = await minute();
    try {
      return await work();
    } catch (error) {
      if ((await minute()) === begun) throw error;
    }
  }
}
