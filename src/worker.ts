import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { explain, readSettings, takeEnvironment } from './platform/configuration';
import { awaitDatabase } from './platform/database';

/** The same modules without HTTP: runs delivery on a machine of its own. */
async function main(): Promise<void> {
  takeEnvironment();
  const settings = readSettings({ ...process.env, DELIVERY: 'on' });
  await awaitDatabase(settings.DATABASE_URL, settings.DATABASE_WAIT_SECONDS);
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), {
    bufferLogs: true,
    autoFlushLogs: false, // where the start fails, the reason is told and nothing else
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.enableShutdownHooks();
}

main().catch(explain);
