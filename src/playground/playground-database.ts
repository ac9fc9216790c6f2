import { migrate } from '../platform/database';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { findHome, openDirectory, passwordOf } from './embedded-postgres-home';
import { runningPostmaster } from './embedded-postgres-postmaster';
import { readOrCreateMasterKey } from './playground-secrets';
import { PlaygroundRefused, refuseSeriousSettings } from './refuse-serious-settings';

/** Starts the playground's database; what an administrator can mend is told in one sentence. */
export const startPlaygroundDatabase = (directory: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ directory, durable: true }).catch((error: unknown) => {
    throw isSentence(error) ? new PlaygroundRefused(error.message, { cause: error }) : error;
  });

/** The embedded database says what is wrong in plain errors; those of the system and of the language are faults. */
const isSentence = (error: unknown): error is Error =>
  error instanceof Error && error.constructor === Error && !('code' in error);

/** The playground's database in the hands of a command. */
export interface BorrowedDatabase {
  url: string;
  masterKey: string;
  close(): Promise<void>;
}

/**
 * The playground's database for one command (`seed`, `admin`) where there is no DATABASE_URL: the one that a running
 * playground has open, which stays open, or one that is started, brought up to date and stopped again.
 */
export async function borrowPlaygroundDatabase(
  directory: string,
  environment: Record<string, string | undefined> = process.env,
): Promise<BorrowedDatabase> {
  refuseSeriousSettings(environment);
  const { url, close } = await startedOrRunning(directory);
  return { url, close, masterKey: readOrCreateMasterKey(directory) };
}

async function startedOrRunning(directory: string): Promise<Omit<BorrowedDatabase, 'masterKey'>> {
  try {
    const server = await startPlaygroundDatabase(directory);
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
