import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeysService } from '../../src/modules/auth';
import type { OrganizationId } from '../../src/platform/http';
import { PlaygroundModule } from '../../src/playground/playground.module';
import { demoOrganization, seedDemo } from '../../src/playground/seeds';
import { sql } from './asking';
import { freshDatabase } from './database';
import { startServer, type TestServer } from './server';

export interface TestPlayground extends TestServer {
  /** What its `playground.json` holds. */
  card: { url: string; apiKey: string; signatureSecret: string; organizationId: string };
}

/** A running playground with the demo's catalogue and key, on a database of its own. */
export async function startPlayground(): Promise<TestPlayground> {
  const database = await freshDatabase();
  await seedDemo(database.url);
  await sql(database, 'UPDATE organizations SET creates_per_minute = 100000');
  const directory = mkdtempSync(join(tmpdir(), 'placet-playground-'));
  const additions = [PlaygroundModule.with({ directory, stop: () => Promise.resolve() })];
  const server = await startServer({ database, playground: true, additions });
  const organizationId = demoOrganization.id as OrganizationId;
  const { key, signatureSecret } = await server.app.get(ApiKeysService).create(organizationId, { name: 'Playground' });
  const card = { url: server.url, apiKey: key, signatureSecret, organizationId };
  writeFileSync(join(directory, 'playground.json'), JSON.stringify(card), { mode: 0o600 });
  return {
    ...server,
    card,
    stop: async () => {
      await server.stop();
      await database.drop();
      rmSync(directory, { recursive: true });
    },
  };
}
