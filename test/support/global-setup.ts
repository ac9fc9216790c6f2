/** One database server for a whole run of jest. TEST_DATABASE_URL names another one instead. */
import 'reflect-metadata';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../../src/playground/embedded-postgres';
import bundleIslands from './bundle-islands';
import { makeTemplate } from './database';

export interface WithTestServer {
  stopTestServer?: () => Promise<void>;
}

export default async function setUp(): Promise<void> {
  bundleIslands();
  if (process.env.TEST_DATABASE_URL) {
    process.env.PLACET_TEST_POSTGRES = process.env.TEST_DATABASE_URL;
    return makeTemplate(process.env.TEST_DATABASE_URL);
  }
  const directory = mkdtempSync(join(tmpdir(), 'placet-test-'));
  chmodSync(directory, 0o755); // root's service user must get through
  const server = await startEmbeddedPostgres({ directory, durable: false });
  process.env.PLACET_TEST_POSTGRES = server.url;
  (globalThis as WithTestServer).stopTestServer = async () => {
    await server.stop();
    removeEmbeddedPostgres(directory);
  };
  await makeTemplate(server.url);
}
