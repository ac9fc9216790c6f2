import type { Client } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { schemaMigrations } from '../../../migrations';

/** What a connection needs to know. */
export interface DatabaseSettings {
  url: string;
  pool: number;
}

/** The role of every statement the server sends: not the owner of any table, and row-level security binds it. */
export const APPLICATION_ROLE = 'placet_app';
export const MIGRATIONS_TABLE = 'schema_migrations';

const perConnection = [
  `role=${APPLICATION_ROLE}`,
  // Named statements are planned once: a plan for one tenant's sizes must not be made anew for each.
  'plan_cache_mode=force_generic_plan',
  // Such a plan may be made while a table is empty, and is kept while it grows: where an index can serve, it must serve.
  'enable_seqscan=off',
  // Statements read few rows. What the line above adds to an estimate would have plans compiled that need no compiling.
  'jit=off',
  'statement_timeout=15s',
  'idle_in_transaction_session_timeout=15s',
];

/** Connections as the server uses them: pipelined, in the application's role, giving up in time for a 503. */
export const databaseOptions = ({ url, pool }: DatabaseSettings): DataSourceOptions => ({
  type: 'postgres',
  url,
  poolSize: pool,
  synchronize: false,
  migrations: schemaMigrations,
  migrationsTableName: MIGRATIONS_TABLE,
  migrationsRun: false,
  extra: {
    pipeline: true,
    options: perConnection.map((setting) => `-c ${setting}`).join(' '),
    connectionTimeoutMillis: 2000,
    // One connection that died unnoticed while the database lives: past what the server itself allows a statement.
    query_timeout: 16_000,
    idleTimeoutMillis: 60_000,
    application_name: 'placet',
    // While a connection is handed over nobody listens to it: one that ends in that moment would end the process.
    onConnect: (client: Client) => void client.on('error', () => undefined),
  },
});

/** Connections as the owner of the schema: for migrations and seeds only. */
export const ownerOptions = (
  url: string,
  migrations: DataSourceOptions['migrations'],
  table: string,
): DataSourceOptions => ({
  type: 'postgres',
  url,
  poolSize: 2,
  synchronize: false,
  migrations,
  migrationsTableName: table,
  migrationsTransactionMode: 'each',
  extra: { connectionTimeoutMillis: 5000, application_name: 'placet migrate' },
});
