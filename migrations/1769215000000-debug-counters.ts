import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often an API key had its signature explained in the current minute. */
export class DebugCounters1769215000000 implements MigrationInterface {
  name = 'DebugCounters1769215000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE debug_counters (
        api_key_id text COLLATE "C" CONSTRAINT debug_counters_pkey PRIMARY KEY
          CONSTRAINT debug_counters_api_key_id_fkey REFERENCES api_keys,
        org_id text COLLATE "C" NOT NULL CONSTRAINT debug_counters_org_id_fkey REFERENCES organizations,
        minute timestamptz NOT NULL,
        calls integer NOT NULL
      ) WITH (fillfactor = 50);
      CREATE INDEX debug_counters_org_id_idx ON debug_counters (org_id);
      ALTER TABLE debug_counters ENABLE ROW LEVEL SECURITY;
      ALTER TABLE debug_counters FORCE ROW LEVEL SECURITY;
      CREATE POLICY debug_counters_of_organization ON debug_counters USING (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT, UPDATE ON debug_counters TO placet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE debug_counters');
  }
}
