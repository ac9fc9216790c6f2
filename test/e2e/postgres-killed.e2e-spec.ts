import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/platform/database';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/playground/embedded-postgres';
import { aConsent, rowCounts, type Created } from '../support/asking';
import { eventually } from '../support/eventually';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let directory: string;
let postgres: EmbeddedPostgres;
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'placet-killed-'));
  chmodSync(directory, 0o755); // root's service user must get through
  postgres = await startEmbeddedPostgres({ directory, durable: true });
  await migrate(postgres.url, 'up');
  server = await startServer({ impatient: true, database: { url: postgres.url, drop: () => Promise.resolve() } });
  organization = await server.organization();
});
afterAll(async () => {
  await server.stop();
  await postgres.stop();
  removeEmbeddedPostgres(directory);
});

const postmaster = () => parseInt(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);

describe("The playground's Postgres, killed alone", () => {
  it('comes back with everything, and calls work again, without a restart of the server', async () => {
    const body = (key: string) => ({ contacts: [`${key}@example.com`], credentials: [aConsent()] });
    let calls = 0;
    const ask = (key: string) =>
      organization.asks(body(key), { headers: { 'Idempotency-Key': key }, timestamp: Date.now() + ++calls });
    const first = (await ask('before').expect(201)).body as Created;
    for (let kill = 1; kill <= 2; kill++) {
      const killed = postmaster();
      process.kill(killed, 'SIGKILL');
      await eventually(() => ask(`after-${kill}`).expect(201)); // how soon, the chaos run tells
      expect(postmaster()).not.toBe(killed);
    }
    const again = await ask('before').expect(201);
    expect((again.body as Created).id).toBe(first.id);
    expect((await rowCounts(server.database)).requests).toBe(3);
  });
});
