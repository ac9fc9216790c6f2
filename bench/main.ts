import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../src/playground/embedded-postgres';
import { migrate } from '../src/platform/database';
import { benchCreates } from './creates';

/**
 * `npm run bench`: what a create costs, against the least SQL that writes the same rows and against the idiomatic way of
 * writing them, in one run on one database. It reports and never fails by time. `ROUNDS` and `SECONDS` make it longer.
 */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'placet-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: true });
  try {
    await migrate(postgres.url, 'up');
    await benchCreates(postgres.url, {
      rounds: Number(process.env.ROUNDS ?? 5),
      seconds: Number(process.env.SECONDS ?? 4),
    });
  } finally {
    await postgres.stop();
    removeEmbeddedPostgres(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
