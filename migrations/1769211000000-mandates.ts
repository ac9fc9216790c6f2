import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standing authority: one row for each person who accepted an approved credential that has a scope. */
export class Mandates1769211000000 implements MigrationInterface {
  name = 'Mandates1769211000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mandates (
        id text COLLATE "C" CONSTRAINT mandates_pkey PRIMARY KEY
          CONSTRAINT mandates_id_check CHECK (id ~ '^mdt_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
        org_id text COLLATE "C" NOT NULL CONSTRAINT mandates_org_id_fkey REFERENCES organizations,
        credential_id text COLLATE "C" NOT NULL CONSTRAINT mandates_credential_id_fkey REFERENCES credentials,
        subject_id text COLLATE "C" NOT NULL CONSTRAINT mandates_subject_id_fkey REFERENCES subjects,
        scope text NOT NULL,
        constraints jsonb NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz,
        kyc_required boolean NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_reason text,
        CONSTRAINT mandates_credential_id_subject_id_key UNIQUE (credential_id, subject_id),
        CONSTRAINT mandates_revoked_check CHECK (revoked_at IS NOT NULL OR revoked_reason IS NULL)
      )`);
    await runner.query('CREATE INDEX mandates_subject_id_idx ON mandates (subject_id)');
    await runner.query('CREATE INDEX mandates_scope_idx ON mandates (org_id, scope)');
    await runner.query('ALTER TABLE mandates ENABLE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE mandates FORCE ROW LEVEL SECURITY');
    await runner.query(`
      CREATE POLICY mandates_of_organization ON mandates USING (org_id = current_setting('app.org_id', true))`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON mandates TO placet_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mandates');
  }
}
