import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeysService } from '../../src/modules/auth';
import { OrganizationsService } from '../../src/modules/organizations';
import type { OrganizationId } from '../../src/platform/http';
import { PlaygroundModule } from '../../src/playground/playground.module';
import { DEMO_SLUG, demoOrganization, seedDemo } from '../../src/playground/seeds';
import { sql } from './asking';
import { freshDatabase } from './database';
import { startServer, TestOrganization, type TestServer } from './server';

export interface TestPlayground extends TestServer {
  /** What its `playground.json` holds. */
  card: { url: string; apiKey: string; signatureSecret: string; organizationId: string };
  /** The demo organization, as a caller with that key. */
  demo(): TestOrganization;
}

/** A running playground with the demo's catalogue and key, on a database of its own. */
export async function startPlayground(environment: Record<string, string> = {}): Promise<TestPlayground> {
  const database = await freshDatabase();
  await seedDemo(database.url);
  await sql(database, 'UPDATE organizations SET creates_per_minute = 100000');
  const directory = mkdtempSync(join(tmpdir(), 'placet-playground-'));
  const additions = [PlaygroundModule.with({ directory, stop: () => Promise.resolve() })];
  const server = await startServer({ database, playground: true, additions, environment });
  const organizationId = demoOrganization.id as OrganizationId;
  const minted = await server.app.get(ApiKeysService).create(organizationId, { name: 'Playground' });
  const { key, signatureSecret } = minted;
  const entity = (await server.app.get(OrganizationsService).bySlug(DEMO_SLUG))!;
  const card = { url: server.url, apiKey: key, signatureSecret, organizationId };
  writeFileSync(join(directory, 'playground.json'), JSON.stringify(card), { mode: 0o600 });
  return {
    ...server,
    card,
    demo: () => new TestOrganization(server.url, entity, minted),
    stop: async () => {
      await server.stop();
      await database.drop();
      rmSync(directory, { recursive: true });
    },
  };
}
