import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database';

/** A database of its own for one suite, with the whole schema in it. */
export interface TestDatabase {
  /** As the owner of the schema. */
  url: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'placet_template';

/** Called once a run: the schema is migrated into a template, because append-only tables cannot be emptied between suites. */
export async function makeTemplate(serverUrl: string): Promise<void> {
  await asServer(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
  });
  await migrate(onDatabase(serverUrl, TEMPLATE), 'up');
}

/** A clone of the template. `empty: true` gives a database without any schema. */
export async function freshDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `placet_${randomBytes(6).toString('hex')}`;
  await asServer(server, (client) => client.query(`CREATE DATABASE ${name} ${empty ? '' : `TEMPLATE ${TEMPLATE}`}`));
  return {
    url: onDatabase(server, name),
    drop: () => asServer(server, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

function serverUrl(): string {
  const url = process.env.PLACET_TEST_POSTGRES;
  if (!url) throw new Error('PLACET_TEST_POSTGRES is not set: run this suite in the jest project "real"');
  return url;
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
