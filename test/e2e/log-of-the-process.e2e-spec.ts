import { createHmac } from 'node:crypto';
import { sql } from '../support/asking';
import { freshDatabase, type TestDatabase } from '../support/database';
import { RunningProgram } from '../support/running-program';
import { startServer, TEST_MASTER_KEY, type TestOrganization, type TestServer } from '../support/server';

let database: TestDatabase;
let beside: TestServer;
let organization: TestOrganization;
let running: RunningProgram;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  beside = await startServer({ database, environment: { DELIVERY: 'off' } });
  organization = await beside.organization();
  running = new RunningProgram('main', {
    DATABASE_URL: database.url,
    MASTER_KEY: TEST_MASTER_KEY,
    PUBLIC_URL: 'http://localhost:3000',
    PORT: '0',
    MAIL_DELIVERY: 'none',
    ALLOW_UNSAFE_DATABASE: 'yes',
  });
  const { address } = (await running.line(({ msg }) => msg.startsWith('Listening'))) as unknown as { address: string };
  url = address;
});
afterAll(async () => {
  expect(await running.stop()).toBe('SIGTERM');
  await beside.stop();
  await database.drop();
});

const called = () => organization.at({ url }).call('get', '/v1/request?search=Lisbon');

describe('The log of the real process', () => {
  it('holds what the server said while it started', () => {
    expect(running.lines.map(({ msg }) => msg)).toContain('Nest application successfully started');
  });

  it('tells the cause of a 500, and whose call of which route it was; no row, no secret', async () => {
    await sql(database, 'ALTER TABLE requests RENAME TO requests_gone');
    await called().expect(500);
    const line = await running.line(({ level }) => level === 50);
    expect(line).toMatchObject({
      route: 'GET /v1/request',
      organization: organization.id,
      keyId: organization.key.id,
      refusal: 'internal_error',
      req: { method: 'GET', path: '/v1/request' },
      res: { statusCode: 500 },
      err: { message: 'relation "requests" does not exist', errorCode: '42P01' },
    });
    expect(JSON.stringify(line)).not.toContain('Lisbon');
  });

  it('writes ten of thirty that say the same', async () => {
    await Promise.all(Array.from({ length: 30 }, () => called().expect(500).then()));
    await sql(database, 'ALTER TABLE requests_gone RENAME TO requests');
    await called().expect(200);
    await running.line(({ level, route }) => level === 30 && route === 'GET /v1/request');
    expect(running.lines.filter(({ level }) => level === 50)).toHaveLength(10);
  });

  it('shows a refused key by its ends', async () => {
    const key = `placet_${createHmac('sha256', 'x').update('stranger').digest('hex').slice(0, 30)}`;
    const answer = await fetch(`${url}/v1/me`, { headers: { Authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(401);
    const line = await running.line(({ level }) => level === 40);
    expect(line).toMatchObject({
      refusal: 'unknown_api_key',
      keyHint: `${key.slice(0, 9)}...${key.slice(-2)}`,
      req: { path: '/v1/me' },
    });
    expect(JSON.stringify(running.lines)).not.toContain(key);
  });
});
