import { Client } from 'pg';
import { databaseOptions } from '../../src/platform/database/data-source';
import { freshDatabase, type TestDatabase } from '../support/database';

interface Made {
  name: string;
  text: string;
}

const STATEMENTS = '../../src/platform/database/statement';
jest.mock('../../src/platform/database/statement', () => {
  const made: Made[] = [];
  const statement = (name: string, text: string): Made => {
    made.push({ name, text });
    return { name, text };
  };
  return { made, statement };
});
const { made } = jest.requireMock<{ made: Made[] }>(STATEMENTS);

/** These read what an organization has, or what waits, as a whole or from where they stopped; each has a bound of its own. */
const OF_ALL = [
  /^(resources|groups|mandates)\.list$/,
  /^api-keys\.(page|count|others)$/,
  /^evidence\.(waiting|oldest|unlinked|link|waits|to-do|segments|end|outside)$/,
  /^evidence-(checkpoints\.(last|keep)|heads\.lock)$/,
  /^status-lists\.newest$/,
  /^seal-certificates\.(known|used)$/,
  /^(sealings\.(lock|troubled|list-troubled|retry|failed|waiting|of-document|revoked-document)|seals\.to-check)$/,
  /^notifications\.(drop-waiting|record|waiting)$/,
  /^evidence\.heads?$/,
  /^webhooks\.(endpoints|queue|lock-secrets|read-secrets|claim|waiting)$/,
  /^documents\.copy-of$/,
  /^requests\.open-entries$/,
];

let database: TestDatabase;
let client: Client;
let system: Client;
beforeAll(async () => {
  database = await freshDatabase();
  const { extra } = databaseOptions({ url: database.url, pool: 2 }) as { extra: { options: string } };
  client = new Client({ connectionString: database.url, options: extra.options });
  system = new Client({ connectionString: database.url, options: `${extra.options} -c role=placet_system` });
  await Promise.all([client.connect(), system.connect()]);
});
afterAll(async () => {
  await Promise.all([client.end(), system.end()]);
  await database.drop();
});

/** The plan that a connection of the server keeps, made while there is nothing in any table; as the second role where the first may not. */
async function planOf({ text }: Made, number: number): Promise<string> {
  const plan = async (as: Client): Promise<string> => {
    await as.query(`PREPARE p${number} AS ${text}`);
    const { rows: known } = await as.query<{ count: number }>(
      `SELECT cardinality(parameter_types) AS count FROM pg_prepared_statements WHERE name = 'p${number}'`,
    );
    const parameters = Array<string>(known[0].count).fill('NULL').join(', ');
    const { rows } = await as.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN EXECUTE p${number}${parameters && `(${parameters})`}`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  try {
    return await plan(client);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return plan(system);
    throw error;
  }
}

/** Where a plan would read more than it is asked for: no index, an index from end to end, or all that an organization has. */
function whole(plan: string, columns: Map<string, string[]>): string[] {
  const lines = plan.split('\n');
  return lines.flatMap((line, at) => {
    const [, table] = /Seq Scan on (\w+)/.exec(line) ?? [];
    if (table) return [`every row of ${table}`];
    const [, index] = /Index (?:Only )?Scan(?: Backward)? (?:using|on) (\w+)/.exec(line) ?? [];
    if (!index) return [];
    const [, condition = ''] = /Index Cond: (.*)$/.exec(lines[at + 1] ?? '') ?? [];
    const used = columns
      .get(index)!
      .filter((column) => new RegExp(`\\(${column}\\b|\\b${column} (=|>|<)`).test(condition));
    if (!used.includes(columns.get(index)![0])) return [`all of ${index}`];
    return used.length === 1 && used[0] === 'org_id' ? [`all of the organization in ${index}`] : [];
  });
}

it('Every statement that looks for something looks it up by more than its organization, even if planned on empty tables', async () => {
  jest.requireActual('../../src/app.module');
  expect(made.length).toBeGreaterThan(150);
  const { rows } = await client.query<{ index: string; columns: string[] }>(
    `SELECT i.relname AS index, array_agg(a.attname::text ORDER BY k.position) AS columns
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
       CROSS JOIN LATERAL unnest(x.indkey::int[]) WITH ORDINALITY AS k (number, position)
       JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
     GROUP BY 1`,
  );
  const columns = new Map(rows.map((row) => [row.index, row.columns]));
  const found: string[] = [];
  let number = 0;
  for (const each of made) {
    if (OF_ALL.some((names) => names.test(each.name))) continue;
    for (const what of whole(await planOf(each, ++number), columns)) found.push(`${each.name} reads ${what}`);
  }
  expect(found).toEqual([]);
});
