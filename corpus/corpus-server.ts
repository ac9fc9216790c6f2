import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MintedApiKey } from '../src/modules/auth';
import { migrate } from '../src/platform/database';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../src/playground/embedded-postgres';

/** What the server's process tells when it is up. */
export interface CorpusServerCard {
  url: string;
  key: MintedApiKey;
}

/** Runs work against a server in a process of its own, on an empty database that is removed afterwards. */
export async function withServer<Result>(work: (server: CorpusServerCard) => Promise<Result>): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'placet-corpus-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: false });
  try {
    await migrate(postgres.url, 'up');
    const where = { CORPUS_DATABASE_URL: postgres.url, CORPUS_MAILBOX: join(directory, 'mailbox') };
    const child = fork(`${__dirname}/serve.js`, { env: { ...process.env, ...where } });
    try {
      const card = await new Promise<CorpusServerCard>((resolve, reject) => {
        child.once('message', (message) => resolve(message as CorpusServerCard));
        child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
      });
      return await work(card);
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    await postgres.stop();
    removeEmbeddedPostgres(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}
