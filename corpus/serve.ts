import 'reflect-metadata';
import { createApplication } from '../src/app.setup';
import { ApiKeysService } from '../src/modules/auth';
import { OrganizationsService } from '../src/modules/organizations';
import { readSettings } from '../src/platform/configuration';
import type { CorpusServerCard } from './corpus-server';

/** The server as it is deployed, which tells its parent where it listens and with which key to call it. */
async function main(): Promise<void> {
  const settings = readSettings({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: process.env.CORPUS_DATABASE_URL,
    PUBLIC_URL: 'http://localhost:3000',
    MASTER_KEY: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    ALLOW_UNSAFE_DATABASE: 'yes',
    MAIL_DELIVERY: 'capture',
    CAPTURE_DIRECTORY: process.env.CORPUS_MAILBOX,
  });
  const app = await createApplication(settings);
  await app.listen(0, '127.0.0.1');
  const organization = await app
    .get(OrganizationsService)
    .create('corpus', 'Corpus', { createsPerMinute: 1_000_000, codeDelivery: 'SEND_AND_RETURN' });
  const key = await app.get(ApiKeysService).create(organization.id, { name: 'corpus' });
  process.once('disconnect', () => process.exit(0));
  process.send!({ url: await app.getUrl(), key } satisfies CorpusServerCard);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
