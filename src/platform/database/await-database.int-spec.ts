import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { describeWithJudge } from '../../../test/support/judges';
import { awaitDatabase, PoolerRefused } from './await-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase({ empty: true });
});
afterAll(() => database.drop());
afterEach(() => jest.restoreAllMocks());

const onPort = (port: number): string => Object.assign(new URL(database.url), { host: `127.0.0.1:${port}` }).href;
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('A start', () => {
  it('waits for a database that takes no connection yet, and says so once', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    let attempts = 0;
    const { hostname, port } = new URL(database.url);
    const late = createServer((socket) => {
      if (++attempts < 3) return socket.destroy();
      const there = connect(Number(port), hostname);
      for (const each of [socket, there]) each.on('error', () => undefined);
      socket.pipe(there).pipe(socket);
    });
    await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve));
    await awaitDatabase(onPort(portOf(late)), 3600);
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(said.mock.calls).toEqual([[expect.stringMatching(/Waiting 3600 s for it\.$/)]]);
    await new Promise((resolve) => late.close(resolve));
  });

  it('does not wait when it is told to wait no time', async () => {
    const said = jest.spyOn(console, 'error');
    await expect(awaitDatabase('postgres://x:y@127.0.0.1:1/z', 0)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(said).not.toHaveBeenCalled();
  });

  it('does not wait for what does not mend itself', async () => {
    const missing = Object.assign(new URL(database.url), { pathname: '/no_such_database' }).href;
    await expect(awaitDatabase(missing, 3600)).rejects.toMatchObject({ code: '3D000' });
  });
});

describeWithJudge('pgbouncer', 'pgbouncer', 'PgBouncer', () => {
  it.each([
    ['transaction', false],
    ['session', true],
  ])('in %s mode is taken for a database: %s', async (mode, taken) => {
    const folder = mkdtempSync(join(tmpdir(), 'placet-pgbouncer-'));
    const port = await aFreePort();
    const bouncer = startPgBouncer(folder, port, mode);
    const outcome = () =>
      awaitDatabase(onPort(port), 3600).then(
        () => true,
        (error: unknown) => error,
      );
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const found = await outcome();
    bouncer.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    if (taken) return expect(found).toBe(true);
    expect(found).toBeInstanceOf(PoolerRefused);
    expect((found as Error).message).toMatch(/PgBouncer in transaction mode.*let DATABASE_URL lead to PostgreSQL/);
  });
});

async function aFreePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const port = portOf(taken);
  await new Promise((resolve) => taken.close(resolve));
  return port;
}

/** It takes everybody, as the user of the database, and will not run as root. */
function startPgBouncer(folder: string, port: number, mode: string): ChildProcess {
  const { hostname, port: there, username, password } = new URL(database.url);
  const server = `host=${hostname} port=${there} user=${username}${password && ` password=${decodeURIComponent(password)}`}`;
  const settings = [
    ...['[databases]', `* = ${server}`, '[pgbouncer]', `listen_port = ${port}`, 'listen_addr = 127.0.0.1'],
    ...['auth_type = any', `pool_mode = ${mode}`, 'unix_socket_dir =', 'logfile ='],
  ];
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, settings.join('\n'));
  chmodSync(folder, 0o755);
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  return spawn('pgbouncer', ['-q', ...asNobody, file], { stdio: 'ignore' });
}
