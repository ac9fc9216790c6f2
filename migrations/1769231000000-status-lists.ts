import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which credentials are no longer good, in lists that anybody may fetch and that do not tell who asks about which. */
export class StatusLists1769231000000 implements MigrationInterface {
  name = 'StatusLists1769231000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE status_lists (
        id text COLLATE "C" CONSTRAINT status_lists_pkey PRIMARY KEY,
        org_id text COLLATE "C" NOT NULL CONSTRAINT status_lists_org_id_fkey REFERENCES organizations,
        -- Counts what was revoked: the signed list is kept until this moves on.
        version integer NOT NULL DEFAULT 0,
        signed_version integer,
        signed text,
        signed_with text COLLATE "C" CONSTRAINT status_lists_signed_with_fkey REFERENCES signing_keys,
        created_at timestamptz NOT NULL,
        CONSTRAINT status_lists_signed_check
          CHECK ((signed IS NULL) = (signed_version IS NULL) AND (signed IS NULL) = (signed_with IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE status_entries (
        list_id text COLLATE "C" NOT NULL CONSTRAINT status_entries_list_id_fkey REFERENCES status_lists,
        position integer NOT NULL CONSTRAINT status_entries_position_check CHECK (position BETWEEN 0 AND 131071),
        org_id text COLLATE "C" NOT NULL CONSTRAINT status_entries_org_id_fkey REFERENCES organizations,
        credential_id text COLLATE "C" NOT NULL
          CONSTRAINT status_entries_credential_id_key UNIQUE
          CONSTRAINT status_entries_credential_id_fkey REFERENCES credentials,
        revoked_at timestamptz,
        CONSTRAINT status_entries_pkey PRIMARY KEY (list_id, position)
      )`);
    await runner.query(`
      CREATE INDEX status_lists_org_id_idx ON status_lists (org_id, id);
      CREATE INDEX status_lists_signed_with_idx ON status_lists (signed_with);
      CREATE INDEX status_entries_org_id_idx ON status_entries (org_id);
      CREATE INDEX status_entries_revoked_idx ON status_entries (list_id) WHERE revoked_at IS NOT NULL;
      ALTER TABLE status_lists ENABLE ROW LEVEL SECURITY;
      ALTER TABLE status_lists FORCE ROW LEVEL SECURITY;
      ALTER TABLE status_entries ENABLE ROW LEVEL SECURITY;
      ALTER TABLE status_entries FORCE ROW LEVEL SECURITY;
      CREATE POLICY status_lists_of_organization ON status_lists USING (org_id = current_setting('app.org_id', true));
      CREATE POLICY status_entries_of_organization ON status_entries USING (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT, UPDATE ON status_lists, status_entries TO placet_app;
      -- A list is fetched by anybody who holds a credential: whose it is has to be found first.
      GRANT SELECT (id, org_id) ON status_lists TO placet_system;
      CREATE POLICY status_lists_system ON status_lists FOR SELECT TO placet_system USING (true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE status_entries, status_lists');
  }
}
