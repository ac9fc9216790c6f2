import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ErrorForPeople, sentenceOf } from '../configuration';

const BETWEEN_ATTEMPTS_MILLISECONDS = 500;
const ONE_ATTEMPT_MILLISECONDS = 2000;

/** DATABASE_URL leads to something that is no session of PostgreSQL; the message says what to do. */
export class PoolerRefused extends ErrorForPeople {}

/** Neither a wrong password nor a missing database mends itself; a database that starts or fails over does (57P03: starting up). */
const mendsItself = (error: unknown): boolean => {
  const { code = '' } = error as { code?: string };
  return !(error instanceof ErrorForPeople) && sentenceOf(error) !== undefined && !/^(28...|3D000)$/.test(code);
};

/**
 * Waits until the database takes connections: servers are started beside it, and it may be failing over. Says once, on
 * standard error, that it waits. Throws what the last attempt threw when the time is over, and `PoolerRefused` for a pooler
 * that gives each transaction another session.
 */
export async function awaitDatabase(url: string, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let said = false; ; said = true) {
    try {
      return await refusePooler(url);
    } catch (error) {
      if (!mendsItself(error) || performance.now() >= end) throw error;
      if (!said)
        console.error(`${(error as Error).message || 'The database does not answer'}. Waiting ${seconds} s for it.`);
      await sleep(BETWEEN_ATTEMPTS_MILLISECONDS);
    }
  }
}

/**
 * A pooler in transaction mode (PgBouncer) loses what belongs to a session: prepared statements, LISTEN, locks, the role. It
 * is found by what it does: while another client is in a transaction, a setting of our session is no longer there.
 */
async function refusePooler(url: string): Promise<void> {
  const [ours, another] = [connection(url), connection(url)];
  try {
    await ours.connect();
    await ours.query(`SET placet.probe = 'here'`);
    await another.connect();
    await another.query('BEGIN');
    const { rows } = await ours.query<{ found: string }>(`SELECT current_setting('placet.probe', true) AS found`);
    if (rows[0].found === 'here') return;
  } finally {
    await Promise.allSettled([ours.end(), another.end()]);
  }
  throw new PoolerRefused(
    'DATABASE_URL leads to a pooler that gives each transaction another session (PgBouncer in transaction mode). Placet needs ' +
      'sessions, and pools connections itself: let DATABASE_URL lead to PostgreSQL, and set DATABASE_POOL.',
  );
}

function connection(connectionString: string): Client {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: ONE_ATTEMPT_MILLISECONDS,
    query_timeout: 5000,
  });
  client.on('error', () => undefined); // it is told to who waits for an answer
  return client;
}
