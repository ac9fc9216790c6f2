import { NestFactory } from '@nestjs/core';
import { readFileSync, rmSync, mkdtempSync, chmodSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Database } from 'pg';
import { AppModule } from '../src/app.module';
import { ApiKeysService, type MintedApiKey } from '../src/modules/auth';
import { OrganizationsService } from '../src/modules/organizations';
import { readSettings } from '../src/platform/configuration';
import { migrate } from '../src/platform/database';
import { startEmbeddedPostgres } from '../src/playground/embedded-postgres';
import { findHome } from '../src/playground/embedded-postgres-home';
import { audit } from './audit';
import { Client, Ledger } from './client';
import { LOOSENED, type Fault } from './faults';
import { openMailSink } from './mail-sink';
import { Random } from './random';
import { Victim } from './victim';

export interface CampaignOptions {
  seed: number;
  seconds: number;
  clients: number;
  fault?: Fault;
}

export interface CampaignReport {
  violations: string[];
  acknowledged: number;
  kills: { server: number; postgres: number };
  /** Milliseconds from a kill to the next 201, the longest first. */
  recoveries: { server: number[]; postgres: number[] };
  /** Mails that arrived more than once. */
  repeated: number;
}

/** How long after the last kill everything must have been made good: a lease, and some. */
const AFTERMATH_MS = 75_000;

/** One run: clients create while the server and Postgres are killed, then everything is counted. */
export async function campaign(options: CampaignOptions): Promise<CampaignReport> {
  const directory = mkdtempSync(join(tmpdir(), 'placet-chaos-'));
  chmodSync(directory, 0o755); // root's service user must get through
  const postgres = await startEmbeddedPostgres({ directory, durable: true, restartsAMinute: 1000 });
  const mails = await openMailSink();
  try {
    await migrate(postgres.url, 'up');
    const port = await freePort();
    const environment = settingsOf(postgres.url, mails.url, port);
    const key = await aCaller(environment);
    if (options.fault) await loosen(postgres.url, options.fault);
    const victim = new Victim({ ...environment, ...(options.fault && { CHAOS_FAULT: options.fault }) });
    try {
      return await fight(options, { victim, key, port, mails, url: postgres.url, data: findHome(directory).data });
    } finally {
      await victim.stop();
    }
  } finally {
    await mails.close();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Field {
  victim: Victim;
  key: MintedApiKey;
  port: number;
  mails: Awaited<ReturnType<typeof openMailSink>>;
  url: string;
  data: string;
}

async function fight({ seed, seconds, clients }: CampaignOptions, field: Field): Promise<CampaignReport> {
  const random = new Random(seed);
  const ledger = new Ledger();
  await served(field.port);
  const until = performance.now() + seconds * 1000;
  const working = Array.from({ length: clients }, (_, index) =>
    new Client(`http://127.0.0.1:${field.port}`, field.key, new Random(seed + index + 1), ledger).work(
      until,
      until + AFTERMATH_MS,
    ),
  );
  const report: CampaignReport = {
    violations: [],
    acknowledged: 0,
    kills: { server: 0, postgres: 0 },
    recoveries: { server: [], postgres: [] },
    repeated: 0,
  };
  await killEverySoOften(until, random, field, ledger, report);
  await Promise.all(working);
  await everythingSent(field.url);
  for (const key of ledger.tried)
    if (!ledger.acknowledged.has(key)) report.violations.push(`${key}: never acknowledged`);
  report.violations.push(...(await audit(field.url, ledger, field.mails)));
  report.acknowledged = ledger.acknowledged.size;
  report.repeated = [...field.mails.received.values()].filter((to) => to.length > 1).length;
  return report;
}

/** 0.3 to 1.2 s after the service was last seen alive, one of the two is killed. */
async function killEverySoOften(
  until: number,
  random: Random,
  { victim, data }: Field,
  ledger: Ledger,
  { kills, recoveries }: CampaignReport,
): Promise<void> {
  for (let killedAt = 0; performance.now() < until;) {
    while (ledger.lastSuccess.began <= killedAt && performance.now() < until) await pause(5);
    await pause(random.between(300, 1200));
    if (performance.now() >= until) return;
    const who = random.chance(0.6) ? 'server' : 'postgres';
    killedAt = performance.now();
    kills[who] += 1;
    if (who === 'server') victim.kill();
    else killPostgres(data);
    while (ledger.lastSuccess.began <= killedAt && performance.now() < until) await pause(5);
    if (ledger.lastSuccess.began > killedAt) recoveries[who].push(ledger.lastSuccess.ended - killedAt);
  }
}

async function served(port: number): Promise<void> {
  const alive = () => fetch(`http://127.0.0.1:${port}/health/live`).then(({ ok }) => ok);
  while (!(await alive().catch(() => false))) await pause(100);
}

function killPostgres(data: string): void {
  try {
    process.kill(parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');
  } catch {
    // It is not up at this moment: the next one will be.
  }
}

async function everythingSent(url: string): Promise<void> {
  for (const deadline = performance.now() + AFTERMATH_MS; performance.now() < deadline; await pause(200)) {
    const database = new Database({ connectionString: url });
    database.on('error', () => undefined);
    try {
      await database.connect();
      const { rows } = await database.query(`SELECT FROM notifications WHERE status = 'PENDING' LIMIT 1`);
      if (rows.length === 0) break;
    } catch {
      // Postgres is still on its way up.
    } finally {
      await database.end().catch(() => undefined);
    }
  }
  await pause(1500); // what was marked as sent too early has had its time as well
}

async function loosen(url: string, fault: Fault): Promise<void> {
  const database = new Database({ connectionString: url });
  await database.connect();
  if (LOOSENED[fault]) await database.query(LOOSENED[fault]);
  await database.end();
}

const settingsOf = (databaseUrl: string, smtpUrl: string, port: number): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  PORT: String(port),
  PUBLIC_URL: 'http://localhost:3000',
  MASTER_KEY: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=',
  MAIL_FROM: 'Placet <chaos@example.com>',
  LOG_LEVEL: 'silent',
});

/** An organization and its key, made before anything is killed. */
async function aCaller(environment: Record<string, string>): Promise<MintedApiKey> {
  const settings = readSettings({ ...environment, DELIVERY: 'off' });
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: false });
  const { id } = await app
    .get(OrganizationsService, { strict: false })
    .create('chaos', 'Chaos', { createsPerMinute: 1_000_000, codeDelivery: 'SEND_AND_RETURN' });
  const key = await app.get(ApiKeysService, { strict: false }).create(id, { name: 'chaos' });
  await app.close();
  return key;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
