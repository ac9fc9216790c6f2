/**
 * `npm run admin -- <command>`: organizations, their settings, their API keys, the keys they sign with, their evidence, and
 * the certificates that seal. With
 * DATABASE_URL it works on that database, without it on the playground's, running or not. Secrets are printed once and
 * kept nowhere in the clear.
 */
import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createInterface } from 'node:readline/promises';
import { understand, wantsJson, type Ask, type Report } from './admin/index';
import { ApiKeysService, AuthModule } from './modules/auth';
import { CheckSeals, ReadSealingFacts, RefusedSealings } from './modules/credentials';
import { DocumentGuard, DocumentStore } from './modules/documents';
import { EvidenceModule, VerifyLog } from './modules/evidence';
import { KeysService, SealCertificates } from './modules/keys';
import { OrganizationsModule, OrganizationsService } from './modules/organizations';
import { Clock } from './platform/clock';
import { explain, readAdminSettings, sentenceOf, takeEnvironment, type Settings } from './platform/configuration';
import { UnitOfWork } from './platform/database';
import { Envelopes } from './platform/secrets';
import { PlatformModule } from './platform/platform.module';
import { borrowPlaygroundDatabase, PLAYGROUND_DIRECTORY } from './playground';

class AdminModule {}

type Work = Extract<Awaited<ReturnType<typeof understand>>, { work: unknown }>['work'];

/** Carries out one command and answers what to print. Throws errors for people, after which nothing has changed. */
export async function admin(
  words: string[],
  directory = PLAYGROUND_DIRECTORY,
  ask: Ask | null = null,
): Promise<string[]> {
  const understood = await understand(words, ask);
  const { lines, json } = 'say' in understood ? understood.say : await onDatabase(understood.work, directory);
  return understood.json ? [JSON.stringify(json, null, 2)] : lines;
}

async function onDatabase(work: Work, directory: string): Promise<Report> {
  if (process.env.DATABASE_URL?.trim()) return withServices(readAdminSettings(process.env), work);
  const { url, masterKey, ...borrowed } = await borrowPlaygroundDatabase(directory);
  try {
    const report = await withServices(readAdminSettings({ DATABASE_URL: url, MASTER_KEY: masterKey }), work);
    return { ...report, lines: [...report.lines, "(This is the playground's database: DATABASE_URL is not set.)"] };
  } finally {
    await borrowed.close();
  }
}

/** The server's own modules, without HTTP and without delivery. */
async function withServices(settings: Settings, work: Work): Promise<Report> {
  const imports = [PlatformModule.with(settings), OrganizationsModule, AuthModule, EvidenceModule];
  const app = await NestFactory.createApplicationContext(
    { module: AdminModule, imports },
    { logger: false, abortOnError: false },
  );
  const guard = new DocumentGuard();
  try {
    const clock = app.get(Clock);
    return await work({
      organizations: app.get(OrganizationsService),
      keys: app.get(ApiKeysService),
      signingKeys: app.get(KeysService, { strict: false }),
      seals: app.get(SealCertificates, { strict: false }),
      sealings: new RefusedSealings(app.get(UnitOfWork), clock),
      checkSeals: checkSeals(app, guard),
      evidence: app.get(VerifyLog),
      unitOfWork: app.get(UnitOfWork),
      now: () => clock.now(),
      sealer: () => app.get(Envelopes, { strict: false }).sealer(),
    });
  } finally {
    await guard.onModuleDestroy();
    await app.close();
  }
}

/** Put together by hand: the module of credentials brings routes and loops. */
function checkSeals(app: INestApplicationContext, guard: DocumentGuard): CheckSeals {
  const [unitOfWork, organizations, clock] = [app.get(UnitOfWork), app.get(OrganizationsService), app.get(Clock)];
  const documents = new DocumentStore(unitOfWork);
  const facts = new ReadSealingFacts(unitOfWork, organizations, documents, clock);
  return new CheckSeals(unitOfWork, facts, documents, guard, clock);
}

/** Asks on the terminal; null where nobody sits at one. */
function terminal(): Ask | null {
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY || !output.isTTY) return null;
  return async (question) => {
    const lines = createInterface({ input, output });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  };
}

async function main(): Promise<void> {
  takeEnvironment();
  for (const line of await admin(process.argv.slice(2), PLAYGROUND_DIRECTORY, terminal())) console.log(line);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    // As npm does: the error on standard output for the program, and below, for people, on standard error.
    if (wantsJson(process.argv))
      console.log(JSON.stringify({ error: { message: sentenceOf(error) ?? String(error) } }));
    explain(error);
    process.exit(1); // a start that failed half-way may have left connections open
  });
}
