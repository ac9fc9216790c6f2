import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { writeFileSync } from 'node:fs';
import { AppModule } from './app.module';
import { explain, Settings } from './platform/configuration';
import { describeApi } from './platform/openapi';

/**
 * `npm run openapi`: writes the document that `/docs/json` answers into `openapi.json`. The application is only looked at,
 * in Nest's preview mode: nothing is made, so nothing reads a setting or needs a database.
 */
async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule.with(new Settings()), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  writeFileSync('openapi.json', `${JSON.stringify(describeApi(app), null, 2)}\n`);
  console.log('openapi.json is written.');
}

main().catch(explain);
