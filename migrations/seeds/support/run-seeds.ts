import { DataSource } from 'typeorm';
import { schemaMigrations } from '../..';
import { migrate, ownerOptions } from '../../../src/platform/database';
import type { CheckedSeed } from './check-seed';
import type { Seed } from './seed';
import { SeedRefused } from './seed-refused';

export type SeedClass = new () => Seed;

/** Where it is noted which seeds have run: beside the schema's own list, not in it. */
export const SEED_TABLE = 'seed_migrations';

/** A seed and whether it has run here. */
export interface SeedStatus {
  name: string;
  state: 'run' | 'pending' | 'run, but not in the list';
}

/**
 * Runs what is pending, each seed in a transaction of its own, after all of them have been checked: first by themselves, then
 * one after the other against the database, in a transaction that is rolled back. Answers their names.
 */
export async function runSeeds(url: string, seeds: SeedClass[], table = SEED_TABLE): Promise<string[]> {
  const done = await seedsRun(url, table);
  const pending = seeds.filter(({ name }) => !done.includes(name));
  if (pending.length === 0) return [];
  const results: Checked[] = [];
  for (const seed of pending) results.push(await checked(new seed()));
  refuse(results.flatMap(({ problems }) => problems));
  refuse(await rehearsed(url, results, table));
  return migrate(url, 'up', seeds, table);
}

function refuse(problems: string[]): void {
  if (problems.length > 0) throw new SeedRefused([...new Set(problems)]);
}

/** Takes back the seed that ran last and answers its name; undefined when none has run. */
export async function takeBackLastSeed(
  url: string,
  seeds: SeedClass[],
  table = SEED_TABLE,
): Promise<string | undefined> {
  const last = (await seedsRun(url, table)).at(-1);
  if (last === undefined) return undefined;
  if (!seeds.some(({ name }) => name === last)) {
    throw new SeedRefused([
      `${last} ran last and is not in the list of seeds: without its class it cannot be taken back`,
    ]);
  }
  await migrate(url, 'down', seeds, table);
  return last;
}

/** Every seed of the list, and every one that has run. */
export async function seedStatus(url: string, seeds: SeedClass[], table = SEED_TABLE): Promise<SeedStatus[]> {
  const done = await seedsRun(url, table);
  const listed = seeds.map(({ name }) => name);
  return [
    ...done
      .filter((name) => !listed.includes(name))
      .map((name) => ({ name, state: 'run, but not in the list' as const })),
    ...listed.map((name) => ({ name, state: done.includes(name) ? ('run' as const) : ('pending' as const) })),
  ];
}

interface Checked {
  seed: Seed;
  /** Undefined where there are problems. */
  says?: CheckedSeed;
  problems: string[];
}

async function checked(seed: Seed): Promise<Checked> {
  try {
    return { seed, says: await seed.check(), problems: [] };
  } catch (error) {
    if (error instanceof SeedRefused) return { seed, problems: error.lines };
    throw error;
  }
}

/** What the database refuses of all of them together. Nothing of it stays. */
async function rehearsed(url: string, seeds: Checked[], table: string): Promise<string[]> {
  const dataSource = await new DataSource(ownerOptions(url, [], table)).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const problems: string[] = [];
    for (const { seed, says } of seeds) problems.push(...(await seed.rehearse(runner, says!)));
    return problems;
  } finally {
    await runner.rollbackTransaction();
    await dataSource.destroy();
  }
}

/** The seeds that have run, in that order. Refuses a database whose schema is behind. */
async function seedsRun(url: string, table: string): Promise<string[]> {
  const dataSource = await new DataSource(ownerOptions(url, [], table)).initialize();
  const names = async (from: string): Promise<string[]> => {
    const [{ there }] = await dataSource.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [
      from,
    ]);
    if (!there) return [];
    const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${from} ORDER BY id`);
    return rows.map(({ name }) => name);
  };
  try {
    const schema = await names('schema_migrations');
    const behind = schemaMigrations.map(({ name }) => name).filter((name) => !schema.includes(name));
    if (behind.length > 0) throw new SeedRefused([`The database lacks ${behind.join(', ')}. Run: npm run migrate`]);
    return await names(table);
  } finally {
    await dataSource.destroy();
  }
}
