import { Client, type QueryResultRow } from 'pg';
import type { TestDatabase } from './database';

export const aConsent = (name = 'Privacy', text = 'I agree.') => ({
  type: 'CONSENT',
  name,
  data: [{ label: 'text', type: 'string', value: text }],
});

export const aForm = (name = 'Onboarding') => ({
  type: 'FORM',
  name,
  data: [
    { label: 'Seat', type: 'string', required: true, options: ['aisle', 'window'] },
    { label: 'Born', type: 'date' },
  ],
});

/** A form that PDFs answer: one that must be there, one that may, and one in each row of a list. */
export const aFormWithFiles = (name = 'Application') => ({
  type: 'FORM',
  name,
  data: [
    { label: 'Full name', type: 'string', required: true },
    { label: 'Diploma', type: 'pdf', required: true },
    { label: 'Curriculum', type: 'pdf' },
    {
      label: 'Certificates',
      type: 'array',
      fields: [
        { label: 'Title', type: 'string' },
        { label: 'Certificate', type: 'pdf' },
      ],
    },
  ],
});

export const aMandate = (name = 'Hotel payments') => ({
  type: 'JSON',
  name,
  scope: 'payments.hotel',
  data: [
    { label: 'Maximum', type: 'number', value: 250 },
    { label: 'Policy', type: 'string', value: 'v7', hidden: true },
  ],
});

export const aDocument = (pdf: Buffer, name = 'Contract') => ({
  type: 'DOCUMENT',
  name,
  data: [{ label: 'pdf', type: 'pdf', value: pdf.toString('base64') }],
});

/** Asks a test's database as its owner, outside every rule of the server. */
export async function sql<Row extends QueryResultRow>(
  database: TestDatabase,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The chain, which follows the evidence in its own time: it may move while nobody does anything. */
const CHAIN = '^evidence_(heads|link|checkpoints|unlinked)$';

/** How many rows each table has. The rate counter, which counts refused calls on purpose, and the chain are left out. */
export async function rowCounts(database: TestDatabase): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>(
    database,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'rate_counters'
       AND tablename !~ '${CHAIN}' ORDER BY 1`,
  );
  const counts = tables
    .map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM ${name}`)
    .join(' UNION ALL ');
  const rows = await sql<{ name: string; rows: number }>(database, counts);
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

/** What a call that changes nothing must leave alone: every row of every table but the chain's. */
export const rowsAtRest = (database: TestDatabase): Promise<string> => rowsOf(database, CHAIN);

async function rowsOf(database: TestDatabase, leftOut: string): Promise<string> {
  const tables = await sql<{ name: string }>(
    database,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename !~ $1`,
    [leftOut],
  );
  const parts = await Promise.all(
    tables.map(async ({ name }) =>
      (await sql<{ row: string }>(database, `SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row),
    ),
  );
  return parts.flat().join('\n');
}

/** Everything the database holds, as text: what a stolen dump would show. */
export async function dump(database: TestDatabase): Promise<string> {
  const text = await rowsOf(database, '^$');
  // Bytes show as hex: a secret stored as plain bytes must be found as well.
  const bytes = [...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex, 'hex').toString('latin1'));
  return [text, ...bytes].join('\n');
}

/** The answer to a create, typed. */
export interface Created {
  id: string;
  credentials: { id: string; resourceType: string; status: string; name: string | null; internalId: string | null }[];
  subjects: { id: string; contact: string; did: string; code?: string; link?: string; contactType: string }[];
}

/** The body of an error, typed. */
export interface Refused {
  statusCode: number;
  code: string;
  message: string | string[];
  detail: string;
  requestId: string;
  errors: { field: string; message: string }[];
}
