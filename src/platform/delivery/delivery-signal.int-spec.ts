import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../../app.module';
import { readSettings } from '../configuration';
import { aConsent, sql } from '../../../test/support/asking';
import { eventually } from '../../../test/support/eventually';
import { sentBy } from '../../../test/support/mailbox';
import { startServer, TEST_MASTER_KEY, type TestServer } from '../../../test/support/server';
import { DeliverySignal } from './delivery-signal';

let server: TestServer;
let worker: INestApplicationContext;

/** A server that delivers nothing, and beside it the same modules without HTTP, as `npm run start:worker` runs them. */
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  const settings = readSettings({
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: server.database.url,
    MASTER_KEY: TEST_MASTER_KEY,
    LOG_LEVEL: 'silent',
    MAIL_DELIVERY: 'capture',
    SMS_DELIVERY: 'capture',
    CAPTURE_DIRECTORY: server.mailbox,
    ALLOW_UNSAFE_DATABASE: 'yes',
  });
  worker = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: false, abortOnError: false });
});
afterAll(async () => {
  await worker.close();
  await server.stop();
});

describe('The signal that something is due', () => {
  it('reaches another process: what a server without delivery is asked, a worker sends', async () => {
    const organization = await server.organization();
    const contacts = ['ana@example.com', '+351912345678'];
    await organization.asks({ contacts, credentials: [aConsent()] }).expect(201);
    await eventually(() =>
      expect(
        sentBy(server)
          .map(({ to }) => to)
          .sort(),
      ).toEqual([...contacts].sort()),
    );
  });

  it('names the queue, comes once for many calls of one moment, and not back to the one who gave it', async () => {
    const [here, there] = [server.app.get(DeliverySignal), worker.get(DeliverySignal)];
    const heard: string[] = [];
    there.onDue('probe', () => heard.push('probe'));
    there.onDue('other', () => heard.push('other'));
    here.onDue('probe', () => heard.push('here'));
    for (let i = 0; i < 50; i++) here.due('probe');
    await eventually(() => expect(heard).toContain('probe'));
    expect(heard.filter((name) => name === 'probe')).toHaveLength(1);
    expect(heard.filter((name) => name === 'here')).toHaveLength(50); // at once, without the database
    expect(heard).not.toContain('other');
  });

  it('is heard again after the connection that listens was lost', async () => {
    const listening = `SELECT count(*)::int AS ears FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'placet listen'`;
    await sql(
      server.database,
      `SELECT pg_terminate_backend(pid) FROM (${listening.replace('count(*)::int AS ears', 'pid')}) ears`,
    );
    let heard = 0;
    worker.get(DeliverySignal).onDue('again', () => (heard += 1));
    await eventually(async () => expect(await sql(server.database, listening)).toEqual([{ ears: 1 }]));
    await eventually(() => {
      server.app.get(DeliverySignal).due('again');
      expect(heard).toBeGreaterThan(0);
    });
  });
});
