import type { MigrationInterface, QueryRunner } from 'typeorm';

const refused = `
  -- REFUSED: a document was made, and it was not the one that was asked. It waits for an administrator; the decision stays.
  ALTER TABLE sealings DROP CONSTRAINT sealings_status_check;
  ALTER TABLE sealings ADD CONSTRAINT sealings_status_check CHECK (status IN ('PENDING', 'SEALED', 'REFUSED'));
  ALTER TABLE sealings ADD COLUMN refused_at timestamptz;
  ALTER TABLE sealings ADD CONSTRAINT sealings_refused_check
    CHECK ((status = 'REFUSED') = (refused_at IS NOT NULL) AND (status <> 'REFUSED' OR error IS NOT NULL));
  CREATE INDEX sealings_refused_idx ON sealings (refused_at) WHERE status = 'REFUSED';

  -- What is wrong with a document that was sealed before what comes out was looked at (admin sealed check).
  CREATE TABLE broken_seals (
    credential_id text COLLATE "C" CONSTRAINT broken_seals_pkey PRIMARY KEY
      CONSTRAINT broken_seals_credential_id_fkey REFERENCES sealings,
    org_id text COLLATE "C" NOT NULL CONSTRAINT broken_seals_org_id_fkey REFERENCES organizations,
    reason text NOT NULL,
    found_at timestamptz NOT NULL
  );
  CREATE INDEX broken_seals_org_id_idx ON broken_seals (org_id);
  ALTER TABLE broken_seals ENABLE ROW LEVEL SECURITY;
  ALTER TABLE broken_seals FORCE ROW LEVEL SECURITY;
  CREATE POLICY broken_seals_of_organization ON broken_seals USING (org_id = current_setting('app.org_id', true));
  CREATE POLICY broken_seals_system ON broken_seals TO placet_system USING (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON broken_seals TO placet_app;
  GRANT SELECT (credential_id) ON broken_seals TO placet_system;
`;

/** Sealings that were refused because of what came out, and seals of before that are found to be broken. */
export class RefusedSealings1769314000000 implements MigrationInterface {
  name = 'RefusedSealings1769314000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refused);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE broken_seals');
    await runner.query(`
      UPDATE sealings SET status = 'PENDING', refused_at = NULL WHERE status = 'REFUSED';
      DROP INDEX sealings_refused_idx;
      ALTER TABLE sealings DROP CONSTRAINT sealings_refused_check;
      ALTER TABLE sealings DROP COLUMN refused_at;
      ALTER TABLE sealings DROP CONSTRAINT sealings_status_check;
      ALTER TABLE sealings ADD CONSTRAINT sealings_status_check CHECK (status IN ('PENDING', 'SEALED'))`);
  }
}
