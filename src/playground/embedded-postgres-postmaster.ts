/**
 * The server process as its data folder and the machine tell of it: which one runs on this data, whether it is ours, and
 * how it is stopped.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Home } from './embedded-postgres-home';
import { LivingProcess, livingProcess, signalProcess, stillRuns } from './embedded-postgres-processes';

export interface Postmaster extends LivingProcess {
  port: number;
  ready: boolean;
}

/** The server running on this data; not a stranger who was given its number since. */
export function runningPostmaster(home: Home): Postmaster | undefined {
  const file = join(home.data, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = fs.readFileSync(file, 'utf8').split('\n');
  const found = livingProcess(Number(pid));
  return found && servesData(found, home)
    ? { ...found, port: Number(port), ready: status?.trim() === 'ready' }
    : undefined;
}

/** True as well where the machine hides command lines: then only the password tells. */
function servesData({ command }: LivingProcess, home: Home): boolean {
  return command === '' || (command.includes('postgres') && `${command} `.includes(` -D ${home.data} `));
}

/** Why the server on this port is not ours: ours knows our password and serves our data. Undefined when it is. */
export async function refusal(port: number, home: Home, password: string): Promise<string | undefined> {
  const connection = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', ssl: false };
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a server that stops meanwhile must not stop us
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = rows[0].data_directory;
    return fs.realpathSync(served) === fs.realpathSync(home.data) ? undefined : `it serves ${served}`;
  } catch (error) {
    return (error as Error).message || 'it does not answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Ties the server to this process: returns what stops it, and stops it as a last resort when this process exits without
 * having done so. A signal that nobody else handles still ends this process, but not without the server.
 */
export function tiedToThisProcess(server: LivingProcess): () => Promise<void> {
  const lastResort = () => signalProcess(server, 'SIGINT');
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return; // the application shuts down in its own order
    lastResort();
    untie();
    process.kill(process.pid, signal);
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const untie = () => {
    process.removeListener('exit', lastResort);
    signals.forEach((signal) => process.removeListener(signal, onSignal));
  };
  process.on('exit', lastResort);
  signals.forEach((signal) => process.prependListener(signal, onSignal)); // first: a `once` before us would look like none
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= shutDown(server).finally(untie));
}

/** Fast shutdown, then an immediate one, from which PostgreSQL recovers at its next start. */
export async function shutDown(server: LivingProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalProcess(server, signal);
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(20)) {
      if (!stillRuns(server)) return;
    }
  }
  throw new Error(`PostgreSQL (process ${server.pid}) does not stop.`);
}
