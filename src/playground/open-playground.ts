import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DynamicModule, Type } from '@nestjs/common';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { ApiKeysService, Callers } from '../modules/auth';
import type { Settings } from '../platform/configuration';
import { migrate } from '../platform/database';
import type { OrganizationId } from '../platform/http';
import { startPlaygroundDatabase } from './playground-database';
import { PlaygroundModule } from './playground.module';
import { playgroundSettings } from './playground-settings';
import { refuseSeriousSettings } from './refuse-serious-settings';
import { bringBackDemo, DEMO_SLUG, seedDemo } from './seeds';
import { banner } from './banner';

/** A server that runs by itself on one machine, to be tried: it needs nothing and sends nothing. */
export interface Playground {
  settings: Settings;
  modules: (Type | DynamicModule)[];
  /** Writes `.placet/playground.json` and prints what to do first. */
  welcome(app: NestExpressApplication): Promise<void>;
  /** Stops its database. The application does it by itself when it closes. */
  stop(): Promise<void>;
}

/** What `.placet/playground.json` holds (mode 600), for scripts that call the playground. */
interface PlaygroundCard {
  url: string;
  apiKey: string;
  signatureSecret: string;
  organizationId: string;
}

export const PLAYGROUND_DIRECTORY = resolve('.placet');

/** Starts the database, brings it up to date, fills in the demo. Refuses where somebody may believe it is the real thing. */
export async function openPlayground(environment: Record<string, string | undefined>): Promise<Playground> {
  refuseSeriousSettings(environment);
  const directory = PLAYGROUND_DIRECTORY;
  mkdirSync(directory, { recursive: true });
  const postgres = await startPlaygroundDatabase(directory);
  try {
    const settings = await playgroundSettings(environment, postgres.url, directory);
    await refuseTakenPort(settings);
    await migrate(postgres.url, 'up');
    await seedDemo(postgres.url);
    await bringBackDemo(postgres.url);
    return {
      settings,
      modules: [PlaygroundModule.with({ directory, stop: () => postgres.stop() })],
      welcome: (app) => welcome(app, settings, directory),
      stop: () => postgres.stop(),
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Told before the work begins rather than after it. */
const refuseTakenPort = ({ PORT, HOST }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(PORT, HOST, () => probe.close(() => resolve()));
  });

async function welcome(app: NestExpressApplication, settings: Settings, directory: string): Promise<void> {
  const card = await demoCard(app, settings, join(directory, 'playground.json'));
  console.log(banner(card.url, settings.TIMESTAMP_URL));
}

/** The demo organization's key is made once and kept beside the database it belongs to. */
async function demoCard(app: NestExpressApplication, settings: Settings, file: string): Promise<PlaygroundCard> {
  const callers = app.get(Callers);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PlaygroundCard) : undefined;
  const organization = await callers.organization(DEMO_SLUG);
  if (!organization) throw new Error('The demo organization is missing');
  const keys = known && (await callers.find(known.apiKey)) ? known : await newDemoKey(app, organization.id);
  const { apiKey, signatureSecret } = keys;
  const card = { url: settings.PUBLIC_URL, apiKey, signatureSecret, organizationId: organization.id };
  writeFileSync(file, `${JSON.stringify(card, null, 2)}\n`, { mode: 0o600 });
  return card;
}

async function newDemoKey(app: NestExpressApplication, organization: OrganizationId) {
  const { key, signatureSecret } = await app.get(ApiKeysService).create(organization, { name: 'Playground' });
  return { apiKey: key, signatureSecret };
}
