import { transformFileSync } from '@swc/core';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { until } from '../../test/support/eventually';
import { EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { locatePackage, runnableBinaries } from './embedded-postgres-binaries';
import { placeOutside } from './embedded-postgres-home';
import { livingProcess } from './embedded-postgres-processes';
import { serviceUser } from './embedded-postgres-user';

const root = process.getuid?.() === 0;
const asRoot = root ? it : it.skip;
const modules = join(__dirname, '..', '..', 'node_modules');

/** Starts a server in a process of its own that can be killed; without a signal handler, as the bare function is used. */
const PROGRAM = `
  const { startEmbeddedPostgres } = require('./embedded-postgres');
  startEmbeddedPostgres({ directory: process.argv[2], durable: true }).then(
    ({ url }) => { console.log(url); process.stdin.on('end', () => process.exit()).resume(); },
    (error) => { console.error(error.message); process.exit(1); },
  );`;

let sandbox: string;
/** One folder for most tests: a first start costs a second, a later one a tenth. Servers are stopped after each. */
let directory: string;
const servers: EmbeddedPostgres[] = [];
const processes: ChildProcess[] = [];
const outside: string[] = [];

beforeAll(() => {
  sandbox = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'placet-embedded-'));
  fs.chmodSync(sandbox, 0o755);
  for (const file of fs.readdirSync(__dirname).filter((name) => /^embedded-postgres[-a-z]*\.ts$/.test(name))) {
    const parser = { syntax: 'typescript' } as const;
    const module = { type: 'commonjs' } as const;
    const { code } = transformFileSync(join(__dirname, file), {
      swcrc: false,
      jsc: { parser, target: 'es2022' },
      module,
    });
    fs.writeFileSync(join(sandbox, file.replace(/ts$/, 'js')), code);
  }
  fs.writeFileSync(join(sandbox, 'program.js'), PROGRAM);
  directory = aDirectory();
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((child) => ended(child, 'SIGTERM')));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  outside.splice(0).forEach((place) => fs.rmSync(place, { recursive: true, force: true }));
});
afterAll(() => fs.rmSync(sandbox, { recursive: true, force: true }));

describe('the server', () => {
  it('starts on an empty folder and keeps its data for the second start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(await query((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on this machine only, and not without its password', async () => {
    const { url } = await start();
    const shown = await query(
      url,
      `SELECT name, setting FROM pg_settings WHERE name = ANY ('{${SETTINGS.join(',')}}')`,
    );
    expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
      TimeZone: 'UTC',
      unix_socket_directories: '',
    });
    const stranger = url.replace(/:[^:@]+@/, ':guess@');
    await expect(query(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(fs.statSync(join(directory, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('sorts bytewise, knows the letters of all languages and forgoes safety in tests', async () => {
    const { url } = await start({ durable: false });
    const [row] = await query(
      url,
      `SELECT lower('ÄŁ') AS lower, 'a' > 'B' AS bytewise, current_setting('fsync') AS fsync`,
    );
    expect(row).toEqual({ lower: 'äł', bytewise: true, fsync: 'off' });
  });

  it('says the end of the log when it cannot start', async () => {
    await (await start()).stop();
    const settings = join(directory, 'postgres', 'postgresql.auto.conf');
    fs.writeFileSync(settings, "work_mem = 'plenty'");
    await expect(start()).rejects.toThrow(/did not start: ended with 1 .*invalid value for parameter "work_mem"/);
    expect(fs.existsSync(join(directory, 'owner.pid'))).toBe(false);
    fs.writeFileSync(settings, '');
  });

  it('says what to do when its password was removed', async () => {
    await (await start()).stop();
    const password = join(directory, 'postgres.password');
    fs.renameSync(password, `${password}.lost`);
    await expect(start()).rejects.toThrow('to begin afresh');
    fs.renameSync(`${password}.lost`, password);
  });

  asRoot('serves an ordinary user as that user', async () => {
    const { uid, gid } = serviceUser();
    const theirs = aDirectory();
    fs.chownSync(theirs, uid, gid);
    const { url } = await startElsewhere(join(theirs, '.placet'), { uid, gid });
    expect(await query(url, 'SHOW data_directory')).toEqual([{ data_directory: join(theirs, '.placet', 'postgres') }]);
  });
});

describe('after a kill -9', () => {
  it('takes over the server that was left running, and stops it in the end', async () => {
    const killed = await startElsewhere();
    await query(killed.url, 'CREATE TABLE adopted AS SELECT 42 AS answer');
    await ended(killed.process, 'SIGKILL');

    const server = await start();
    const pid = serverId();
    expect(server.url).toBe(killed.url);
    expect(await query(server.url, 'SELECT answer FROM adopted')).toEqual([{ answer: 42 }]);
    await server.stop();
    expect(livingProcess(pid)).toBeUndefined();
  });

  it('starts again when the server was killed as well', async () => {
    const killed = await startElsewhere();
    await query(killed.url, 'CREATE TABLE recovered AS SELECT 42 AS answer');
    process.kill(serverId(), 'SIGKILL');
    await ended(killed.process, 'SIGKILL');
    expect(await query((await start()).url, 'SELECT answer FROM recovered')).toEqual([{ answer: 42 }]);
  });

  it('is not confused when the old number now belongs to another process', async () => {
    await (await start()).stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], root ? serviceUser() : {});
    processes.push(stranger);
    const lines = [stranger.pid, join(directory, 'postgres'), 1, 5432, '', '127.0.0.1', '1 1', 'ready', ''];
    fs.writeFileSync(join(directory, 'postgres', 'postmaster.pid'), lines.join('\n'));
    fs.writeFileSync(join(directory, 'owner.pid'), `${stranger.pid}\nearlier\n${directory}\n`);

    await query((await start()).url, 'SELECT 1');
    expect(livingProcess(stranger.pid ?? 0)).toBeDefined();
  });

  it('recovers from a first start that was killed in the middle', async () => {
    const fresh = aDirectory();
    const unfinished = () => fs.readdirSync(fresh).some((name) => name.startsWith('postgres.new-'));
    const killed = launchElsewhere(fresh);
    const asideBegun = () =>
      fs
        .readdirSync(fresh)
        .some((name) => name.startsWith('postgres.new-') && fs.existsSync(join(fresh, name, 'data', 'PG_VERSION')));
    await until(asideBegun, Boolean); // initdb is in the middle of it
    await ended(killed, 'SIGKILL');
    expect(unfinished()).toBe(true);

    await query((await start({ directory: fresh })).url, 'SELECT 1');
    expect(unfinished()).toBe(false);
  });
});

describe('the owner', () => {
  it('is alone: a second start says who runs, and disturbs nothing', async () => {
    const owner = await startElsewhere();
    await expect(start()).rejects.toThrow(
      `The playground is already running here (process ${owner.process.pid}). Stop it first.`,
    );
    expect(await query(owner.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('is alone in the same process too', async () => {
    await start();
    await expect(start()).rejects.toThrow(`already running here (process ${process.pid})`);
  });

  it('is one of many that start at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => startElsewhere()));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => String(reason));
    expect(refused).toHaveLength(4);
    expect(refused.filter((reason) => reason.includes('already running here'))).toHaveLength(4);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'] as const)('takes the server along on %s', async (end) => {
    const owner = await startElsewhere();
    const pid = serverId();
    await ended(owner.process, end);
    await until(
      () => livingProcess(pid),
      (living) => !living,
    );
    expect(fs.existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});

describe('for root below a folder that others cannot enter', () => {
  asRoot('keeps the data outside, for each clone its own, and mends what a removed folder left', async () => {
    const closed = aDirectory(0o700);
    const [one, two] = [join(closed, 'one'), join(closed, 'two')];
    outside.push(placeOutside(one), placeOutside(two));
    const killed = await startElsewhere(one);
    const other = await startElsewhere(two);
    await query(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await expect(query(other.url, 'SELECT answer FROM kept')).rejects.toThrow('does not exist');
    expect(fs.statSync(join(placeOutside(one), 'postgres')).mode & 0o777).toBe(0o700);

    await ended(killed.process, 'SIGKILL');
    const again = await start({ directory: one });
    expect(await query(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await again.stop();

    fs.rmSync(one, { recursive: true });
    await expect(query((await start({ directory: one })).url, 'SELECT answer FROM kept')).rejects.toThrow(
      'does not exist',
    );
  });

  asRoot('refuses a place that someone else has prepared', async () => {
    const closed = aDirectory(0o700);
    const place = placeOutside(closed);
    outside.push(place);
    fs.mkdirSync(place);
    fs.chownSync(place, serviceUser().uid, serviceUser().gid);
    await expect(start({ directory: closed })).rejects.toThrow('was made by someone else');
  });

  asRoot('copies the programs once, and again when they are of another version', () => {
    const hidden = join(aDirectory(0o700), 'package');
    fs.cpSync(locatePackage(), hidden, { recursive: true, verbatimSymlinks: true });
    const shelter = aDirectory();
    const user = serviceUser();

    const binaries = runnableBinaries(hidden, shelter, user);
    expect(binaries).toBe(join(shelter, 'postgres-binaries', 'native', 'bin'));
    const made = fs.statSync(join(binaries, 'initdb'));
    expect([made.uid, made.mode & 0o777]).toEqual([user.uid, 0o700]);
    runnableBinaries(hidden, shelter, user);
    expect(fs.statSync(join(binaries, 'initdb')).ino).toBe(made.ino);

    fs.writeFileSync(join(hidden, 'package.json'), '{"version":"99.0.0"}');
    runnableBinaries(hidden, shelter, user);
    expect(fs.statSync(join(binaries, 'initdb')).ctimeMs).not.toBe(made.ctimeMs);
  });
});

describe('the programs', () => {
  it('run after an installation without scripts, which lacks the links of the libraries', () => {
    const [shelter, bare] = [aDirectory(), join(aDirectory(), 'package')];
    const filter = (path: string) => !fs.lstatSync(path).isSymbolicLink();
    fs.cpSync(locatePackage(), bare, { recursive: true, filter });
    expect(runnableBinaries(bare, shelter)).toBe(join(bare, 'native', 'bin'));
  });
});

const SETTINGS = ['fsync', 'listen_addresses', 'password_encryption', 'TimeZone', 'unix_socket_directories'];

function aDirectory(mode = 0o755): string {
  const made = fs.mkdtempSync(join(sandbox, 'folder-'));
  fs.chmodSync(made, mode);
  return made;
}

async function start(options: { directory?: string; durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory, durable: true, ...options });
  servers.push(server);
  return server;
}

function launchElsewhere(folder: string, user: { uid?: number; gid?: number } = {}): ChildProcess {
  const env = { ...process.env, NODE_PATH: modules };
  const child = spawn(process.execPath, [join(sandbox, 'program.js'), folder], { ...user, env });
  processes.push(child);
  return child;
}

async function startElsewhere(folder = directory, user: { uid?: number; gid?: number } = {}) {
  const child = launchElsewhere(folder, user);
  const said: string[] = [];
  child.stderr?.on('data', (text) => said.push(String(text)));
  const url = once(child.stdout!, 'data').then(([text]) => String(text).trim());
  await Promise.race([url, once(child, 'close').then(() => Promise.reject(new Error(said.join(''))))]);
  return { process: child, url: await url };
}

async function ended(child: ChildProcess, how: NodeJS.Signals | 'exit'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (how === 'exit') child.stdin?.end();
  else child.kill(how);
  await exit;
}

const serverId = (): number => parseInt(fs.readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
