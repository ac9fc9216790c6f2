import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../src/playground/embedded-postgres';
import { migrate } from '../src/platform/database';
import { benchCreates } from './creates';
import { benchProof } from './proof';
import { benchLimits } from './limits';
import { benchLists } from './lists';
import { benchSpending } from './spending';

/**
 * `npm run bench`: what a create costs, against the least SQL that writes the same rows and against the idiomatic way of
 * writing them, in one run on one database. `npm run bench -- lists`: what reading costs among `ROWS` requests (a million)
 * and among 10,000. It reports and never fails by time. `ROUNDS` and `SECONDS` make it longer. `npm run bench --
 * proof` tells what sealing, verifying and status lists cost beside the libraries' own time, `-- spending` how many commits
 * a second mandates take, `-- limits` what callers wait for when the server is pressed hard.
 */
async function main(): Promise<void> {
  if (process.argv[2] === 'proof') return benchProof(Number(process.env.ROUNDS ?? 5));
  const directory = mkdtempSync(join(tmpdir(), 'placet-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: true });
  try {
    await migrate(postgres.url, 'up');
    const { ROUNDS = 5, SECONDS = 4, ROWS = 1_000_000 } = process.env;
    if (process.argv.includes('lists'))
      await benchLists(postgres.url, { rows: Number(ROWS), seconds: Number(SECONDS) });
    else if (process.argv.includes('limits')) await benchLimits(postgres.url);
    else if (process.argv.includes('spending'))
      await benchSpending(postgres.url, { rounds: Number(ROUNDS), seconds: Number(SECONDS) });
    else await benchCreates(postgres.url, { rounds: Number(ROUNDS), seconds: Number(SECONDS) });
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
