import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from './app.setup';
import { openPlayground, type Playground } from './playground';
import { explain, readSettings, takeEnvironment } from './platform/configuration';
import { awaitDatabase } from './platform/database';
import { endOnSignals } from './platform/lifecycle';

/** With a DATABASE_URL: the server. Without one: the playground, which brings its own database. */
async function main(): Promise<void> {
  takeEnvironment();
  const playground: Playground | undefined = process.env.DATABASE_URL ? undefined : await openPlayground(process.env);
  let app: NestExpressApplication | undefined;
  try {
    const settings = playground?.settings ?? readSettings(process.env);
    await awaitDatabase(settings.DATABASE_URL, settings.DATABASE_WAIT_SECONDS);
    app = await createApplication(settings, playground?.modules);
    endOnSignals(app, settings.playground ? 0 : settings.SHUTDOWN_GRACE_SECONDS * 1000);
    await app.listen(settings.PORT, settings.HOST);
    app.flushLogs();
    new Logger('server').log({ address: await app.getUrl() }, 'Listening');
    await playground?.welcome(app);
  } catch (error) {
    await app?.close(); // else what it has begun would keep the process, and its database, for ever
    await playground?.stop();
    throw error;
  }
}

main().catch(explain);
