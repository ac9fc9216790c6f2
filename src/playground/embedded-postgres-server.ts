/**
 * Starts the server, or takes over the one that a killed process has left running. It runs in a process group of its own,
 * so that a terminal's Ctrl-C reaches node alone and node stops it in order.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './embedded-postgres-home';
import { refusal, runningPostmaster, tiedToThisProcess } from './embedded-postgres-postmaster';
import { livingProcess, stillRuns, type LivingProcess } from './embedded-postgres-processes';

export interface Server {
  port: number;
  /** Resolves when it has ended, whoever ended it. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000; // recovery after a power cut takes its time
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;
const LOCAL_ONLY = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
const PLAIN = ['timezone=UTC', 'log_timezone=UTC', 'shared_buffers=128MB'];
/** Before it recovers from a kill, PostgreSQL syncs the data file by file, which takes seconds; Linux can do it at once. */
const RECOVERY = process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : [];
const THROWAWAY = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];
/** The port was taken meanwhile, or the last children of a killed server are still on their way out. */
const PASSING = /Address already in use|pre-existing shared memory block/;

/** The server a killed process has left running on this data, if there is one. */
export async function adopt(home: Home, password: string): Promise<Server | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let found = runningPostmaster(home); found; found = runningPostmaster(home)) {
    // Not ready means still starting or already stopping: either ends.
    const reason = found.ready ? await refusal(found.port, home, password) : 'it neither starts nor stops';
    if (!reason) return { port: found.port, ended: endOf(found), stop: tiedToThisProcess(found) };
    if (found.ready && found.command === '') break; // nothing but the password could have shown that it is a server
    if (reason.includes('password') || Date.now() > deadline) throw new Error(notOurs(found.pid, home, reason));
    await sleep(20);
  }
  // PostgreSQL would take a zombie or a stranger under a reused id for the server and refuse to start.
  fs.rmSync(join(home.data, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Of a process that is no child of ours nobody tells us: we look. */
async function endOf(server: LivingProcess): Promise<void> {
  while (stillRuns(server)) await sleep(1000, undefined, { ref: false });
}

/** Starts the server, on the port that it had or on a free one, and returns once it takes connections. */
export async function launch(
  home: Home,
  binaries: string,
  password: string,
  durable: boolean,
  port?: number,
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchOn(port ?? (await freePort()), home, binaries, password, durable);
    } catch (error) {
      if (attempt === 5 || !PASSING.test((error as Error).message)) throw error;
      await sleep(500);
    }
  }
}

async function launchOn(port: number, home: Home, binaries: string, password: string, durable: boolean) {
  const settings = [`port=${port}`, ...LOCAL_ONLY, ...PLAIN, ...RECOVERY, ...(durable ? [] : THROWAWAY)];
  const log = openLog(home);
  const child = spawn(
    join(binaries, 'postgres'),
    ['-D', home.data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...home.user,
      cwd: '/',
      env: { LC_ALL: 'C', TZ: 'UTC' }, // nothing of ours: PG* and LD_* variables of the caller are not meant for it
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
    },
  );
  fs.closeSync(log.descriptor);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `ended with ${signal ?? code}`));
  const end = once(child, 'exit').catch(() => undefined);
  const started = livingProcess(child.pid ?? 0);
  const stop = started ? tiedToThisProcess(started) : () => Promise.resolve();
  try {
    await untilReady(home, child.pid, () => ended && ended + log.tail());
    const reason = await refusal(port, home, password);
    if (reason) throw new Error(notOurs(child.pid, home, reason));
    return { port, ended: end, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(home: Home, pid: number | undefined, ended: () => string | undefined): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(10)) {
    const failure = ended();
    if (failure) throw new Error(`PostgreSQL did not start: ${failure}`);
    const found = runningPostmaster(home);
    if (found?.ready && found.pid === pid) return;
  }
  throw new Error(`PostgreSQL was not ready after ${PATIENCE_MS / 1000} s, see ${home.log}`);
}

function notOurs(pid: number | undefined, home: Home, reason: string): string {
  return `PostgreSQL (process ${pid}) on ${home.data} does not let us in with ${home.passwordFile}: ${reason}`;
}

/** Appends, but starts over before it grows without end. `tail` is what was written since. */
function openLog(home: Home): { descriptor: number; tail: () => string } {
  const descriptor = fs.openSync(home.log, 'a', 0o600);
  if (fs.fstatSync(descriptor).size > LOG_LIMIT_BYTES) fs.ftruncateSync(descriptor);
  if (home.user) fs.fchownSync(descriptor, home.user.uid, home.user.gid);
  const from = fs.fstatSync(descriptor).size;
  const tail = () => {
    const lines = fs.readFileSync(home.log).subarray(from).toString().trim().split('\n');
    return lines
      .slice(-8)
      .map((line) => ` | ${line}`)
      .join('');
  };
  return { descriptor, tail };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
