import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sql } from '../support/asking';
import { freshDatabase, type TestDatabase } from '../support/database';
import { runToItsEnd } from '../support/program';
import { TEST_MASTER_KEY } from '../support/server';

let database: TestDatabase;
let silent: Server;
const held: Socket[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  silent = createServer((socket) => held.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  held.forEach((socket) => socket.destroy());
  await new Promise((resolve) => silent.close(resolve));
  await database.drop();
});

const takenPort = () => (silent.address() as AddressInfo).port;
const environment = (change: Record<string, string>) => ({
  DATABASE_URL: database.url,
  MASTER_KEY: TEST_MASTER_KEY,
  PUBLIC_URL: 'http://localhost:3000',
  PORT: '0',
  MAIL_DELIVERY: 'none',
  ALLOW_UNSAFE_DATABASE: 'yes',
  DATABASE_WAIT_SECONDS: '0',
  ...change,
});

describe.each(['main', 'worker'] as const)('%s, when it cannot start,', (program) => {
  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'nobody answers',
      () => ({ DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }),
      /^The database does not answer: .*Check/,
    ],
    [
      'the database is silent',
      () => ({ DATABASE_URL: `postgres://x:y@127.0.0.1:${takenPort()}/z` }),
      /in time\. Check/,
    ],
    ['a setting is wrong', () => ({ MASTER_KEY: 'short' }), /^MASTER_KEY must be 32 random bytes/],
    [
      'there is no seal key in production',
      () => ({ NODE_ENV: 'production', ALLOW_UNSAFE_DATABASE: 'no' }),
      /^There is no key to seal/,
    ],
    ['a port is taken', () => ({ METRICS_PORT: String(takenPort()) }), /^Port \d+ is in use.*METRICS_PORT=/],
  ])('because %s, ends at once with one line', async (_why, change, line) => {
    const asked = held.length;
    const { code, lines } = await runToItsEnd(program, environment(change()));
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(1);
    expect(held.length - asked).toBeLessThanOrEqual(1); // who is silent is asked once
  });

  it('because the schema is behind, ends at once with one line', async () => {
    const behind = await freshDatabase();
    await sql(behind, 'DELETE FROM schema_migrations');
    const { code, lines } = await runToItsEnd(program, environment({ DATABASE_URL: behind.url }));
    await behind.drop();
    expect(lines).toEqual([expect.stringMatching(/^The database lacks .*Run: npm run migrate$/)]);
    expect(code).toBe(1);
  });
});
