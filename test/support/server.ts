import type { DynamicModule, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { createApplication } from '../../src/app.setup';
import { ApiKeysService, type MintedApiKey, type NewApiKey } from '../../src/modules/auth';
import type { PdfProcessLimits } from '../../src/modules/documents/pdf-processes';
import { PdfReader } from '../../src/modules/documents/pdf-reader';
import { OrganizationsService, type Organization, type OrganizationSettings } from '../../src/modules/organizations';
import { Clock } from '../../src/platform/clock';
import { readSettings, type Settings } from '../../src/platform/configuration';
import { UnitOfWork } from '../../src/platform/database';
import type { SilenceWatch } from '../../src/platform/database/silence-watch';
import { Metrics } from '../../src/platform/metrics';
import { freshDatabase, type TestDatabase } from './database';

/** A running server on a database of its own: the application that `main` runs, listening on a free port. */
export interface TestServer {
  app: NestExpressApplication;
  settings: Settings;
  database: TestDatabase;
  url: string;
  /** Where captured messages are written. */
  mailbox: string;
  /** A new organization with a key, as a caller. */
  organization(settings?: OrganizationSettings & { key?: Partial<NewApiKey> }): Promise<TestOrganization>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  environment?: Record<string, string>;
  playground?: boolean;
  additions?: (Type | DynamicModule)[];
  database?: TestDatabase;
  /** With the limits of time that it has in earnest. Without them a slow machine cannot be taken for a fault. */
  impatient?: boolean;
  /** Tells the time to the whole server, and to the organizations that sign their calls. */
  clock?: Clock;
}

export async function startServer({
  environment,
  playground,
  additions,
  database,
  impatient = false,
  clock = new Clock(),
}: TestServerOptions = {}): Promise<TestServer> {
  const on = database ?? (await freshDatabase());
  const mailbox = mkdtempSync(join(tmpdir(), 'placet-mailbox-'));
  const settings = testSettings(on.url, mailbox, environment, playground);
  const app = await createApplication(settings, additions);
  app.get(Clock).now = () => clock.now();
  if (!impatient) giveItTime(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  return {
    app,
    settings,
    database: on,
    url,
    mailbox,
    organization: (given) => anOrganization(app, url, clock, given),
    stop: async () => {
      await app.close();
      app.get(Metrics).registry.clear(); // what observes Node keeps it for good, and with it the whole application
      if (!database) await on.drop();
      rmSync(mailbox, { recursive: true, force: true });
    },
  };
}

/** For a connection, for an answer of the database, for reading a document. The limits have suites of their own. */
function giveItTime(app: NestExpressApplication): void {
  const { master } = app.get(DataSource).driver as unknown as { master: Pool };
  master.options.connectionTimeoutMillis = 120_000;
  const { silence } = app.get<UnitOfWork, { silence: SilenceWatch }>(UnitOfWork);
  silence.over = () => () => undefined;
  const { processes } = app.get<PdfReader, { processes: { limits: PdfProcessLimits } }>(PdfReader, { strict: false });
  processes.limits.documentMilliseconds = 120_000;
}

function testSettings(
  databaseUrl: string,
  mailbox: string,
  environment: Record<string, string> = {},
  playground?: boolean,
): Settings {
  const usual = {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: databaseUrl,
    MASTER_KEY: TEST_MASTER_KEY,
    LOG_LEVEL: 'silent',
    MAIL_DELIVERY: 'capture',
    SMS_DELIVERY: 'capture',
    CAPTURE_DIRECTORY: mailbox,
    ALLOW_UNSAFE_DATABASE: 'yes',
  };
  return readSettings({ ...usual, ...environment }, playground);
}

/** 32 fixed bytes, random enough to be accepted. */
export const TEST_MASTER_KEY = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=';

let organizations = 0;

async function anOrganization(
  app: NestExpressApplication,
  url: string,
  clock: Clock,
  { key = {}, ...settings }: OrganizationSettings & { key?: Partial<NewApiKey> } = {},
): Promise<TestOrganization> {
  const name = settings.name ?? `Organization ${++organizations}`;
  const slug = `org-${process.pid}-${organizations}-${Math.random().toString(36).slice(2, 8)}`;
  const made = await app.get(OrganizationsService).create(slug, name, {
    codeDelivery: 'SEND_AND_RETURN',
    createsPerMinute: 100_000,
    ...settings,
  });
  const minted = await app.get(ApiKeysService).create(made.id, { name: 'test', ...key });
  return new TestOrganization(url, made, minted, clock);
}

/** How a call is signed and sent. */
export interface CallOptions {
  version?: 1 | 2;
  timestamp?: number | string;
  headers?: Record<string, string>;
}

/** An organization as a client of the API: every call is signed over the exact bytes it sends. */
export class TestOrganization {
  /** A signature that comes twice is the same call (contract: no Idempotency-Key), so each call has a moment of its own. */
  private readonly moments = new Set<number>();

  constructor(
    private readonly url: string,
    readonly entity: Organization,
    readonly key: MintedApiKey,
    private readonly clock = new Clock(),
  ) {}

  get id(): string {
    return this.entity.id;
  }

  /** The same caller at another server on the same database. */
  at({ url }: { url: string }): TestOrganization {
    return new TestOrganization(url, this.entity, this.key, this.clock);
  }

  /** The headers that sign a call. */
  sign(
    method: string,
    path: string,
    body: string | Buffer,
    { version = 1, timestamp = this.nextMoment() }: CallOptions = {},
  ): Record<string, string> {
    return {
      Authorization: `Bearer ${this.key.key}`,
      'X-Timestamp': String(timestamp),
      'X-Signature': signature(this.key.signatureSecret, version, method, path, String(timestamp), body),
      ...(version === 2 && { 'X-Signature-Version': '2' }),
    };
  }

  private nextMoment(): number {
    let moment = this.clock.now().getTime();
    while (this.moments.has(moment)) moment++;
    this.moments.add(moment);
    return moment;
  }

  /** A signed call with a JSON body, or the one that is given as text or bytes. */
  call(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): request.Test {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const bytes = body === undefined ? '' : isRaw ? body : JSON.stringify(body);
    const call = request(this.url)
      [method](path)
      .set(this.sign(method.toUpperCase(), path, bytes, options));
    if (bytes !== '') call.set('Content-Type', 'application/json');
    call.set(options.headers ?? {});
    return bytes === '' ? call : call.send(bytes);
  }

  /** POST /v1/request. */
  asks(body: object, options: CallOptions = {}): request.Test {
    return this.call('post', '/v1/request', body, options);
  }
}

/** Written apart from the server's own, so that a test compares two implementations. */
function signature(
  secret: string,
  version: 1 | 2,
  method: string,
  path: string,
  timestamp: string,
  body: string | Buffer,
): string {
  const bytes = Buffer.from(body);
  const hmac = createHmac('sha256', secret);
  if (version === 2) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    return hmac.update([method, path, timestamp, hash].join('\n')).digest('hex');
  }
  return hmac
    .update(bytes.length === 0 ? timestamp : Buffer.concat([Buffer.from(`${timestamp}.`), bytes]))
    .digest('hex');
}
