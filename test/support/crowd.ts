import type { TestDatabase } from './database';
import { sql } from './asking';

interface Column {
  table: string;
  column: string;
  type: string;
  /** Part of a unique index: each row needs another. */
  unique: boolean;
}

/**
 * Fills every table that has a row with copies of one of its rows, as if the organization had done the same thing so many
 * times: keys differ, all else is alike. No rule of the schema but CHECK is looked at. Nobody analyzes what has come.
 */
export async function crowd(database: TestDatabase, rows: number): Promise<string[]> {
  const columns = await sql<Column>(
    database,
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY(i.indkey)) AS "unique"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname !~ '^(schema|seed)_migrations$|^organizations$'
       AND a.attgenerated = '' ORDER BY c.relname, a.attnum`,
  );
  const filled: string[] = [];
  for (const table of new Set(columns.map((each) => each.table))) {
    const its = columns.filter((each) => each.table === table);
    const [one] = await sql(database, `SELECT * FROM ${table} LIMIT 1`);
    if (!one) continue;
    const values = its.map(({ column, type, unique }) =>
      unique && column !== 'org_id' ? another(`s.${column}`, type) : `s.${column}`,
    );
    await sql(
      database,
      `SET session_replication_role = replica;
       INSERT INTO ${table} (${its.map(({ column }) => column).join(', ')}) OVERRIDING SYSTEM VALUE
       SELECT ${values.join(', ')} FROM (SELECT * FROM ${table} LIMIT 1) s, generate_series(1, ${rows}) AS i
       ON CONFLICT DO NOTHING`,
    );
    filled.push(table);
  }
  return filled;
}

/** Another value of the same kind for each row. */
function another(value: string, type: string): string {
  const digest = `md5(i::text || ${value}::text)`;
  switch (type) {
    case 'bytea':
      return `substring(decode(${digest} || ${digest}, 'hex') FROM 1 FOR length(${value}))`;
    case 'uuid':
      return `${digest}::uuid`;
    case 'timestamp with time zone':
      return `${value} + i * interval '1 millisecond'`;
    case 'text':
      // Ids of every kind end in hexadecimal letters.
      return `CASE WHEN ${value} ~ '[0-9a-f]{12}$' THEN regexp_replace(${value}, '.{12}$', substr(${digest}, 1, 12))
        WHEN ${value} ~ '@' THEN 'u' || i || ${value} ELSE ${value} || i END`;
    case 'boolean':
      return value;
    default:
      return `${value} + i + 1000`;
  }
}
