import 'reflect-metadata';
import { createApplication } from '../src/app.setup';
import { ApiKeysService } from '../src/modules/auth';
import { OrganizationsService } from '../src/modules/organizations';
import { readSettings } from '../src/platform/configuration';
import type { BenchServerCard } from './bench-server';
import { CONNECTIONS } from './shape';
import { IdiomaticModule } from './idiomatic';

/** The server as it is deployed, with the yardstick's route beside its own. Delivery is off: creates are measured. */
async function main(): Promise<void> {
  const settings = readSettings({
    NODE_ENV: 'test',
    DATABASE_URL: process.env.BENCH_DATABASE_URL,
    DATABASE_POOL: String(CONNECTIONS),
    PUBLIC_URL: 'http://localhost:3000',
    MASTER_KEY: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=',
    LOG_LEVEL: 'silent',
    MAIL_DELIVERY: 'smtp',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'bench@example.com',
    DELIVERY: 'off',
  });
  const app = await createApplication(settings, [IdiomaticModule]);
  await app.listen(0, '127.0.0.1');
  const organization = await app.get(OrganizationsService).create('bench', 'Bench', { createsPerMinute: 1_000_000 });
  const key = await app.get(ApiKeysService).create(organization.id, { name: 'bench' });
  process.on('message', () => process.send!(process.memoryUsage.rss()));
  process.once('disconnect', () => process.exit(0));
  process.send!({ url: await app.getUrl(), key, organizationId: organization.id } satisfies BenchServerCard);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
