import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who people are, as their organization says: sealed, one envelope a person, found by keyed hashes. An identity belongs to
 * one person of an organization, and so does an internal id.
 */
export class Identities1769210000000 implements MigrationInterface {
  name = 'Identities1769210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNIQUE INDEX subjects_internal_id_key ON subjects (org_id, internal_id) WHERE internal_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE identities (
        subject_id text COLLATE "C" CONSTRAINT identities_pkey PRIMARY KEY
          CONSTRAINT identities_subject_id_fkey REFERENCES subjects,
        org_id text COLLATE "C" NOT NULL CONSTRAINT identities_org_id_fkey REFERENCES organizations,
        -- HMAC of organization, country and document number: equal identities are found without being readable.
        match_key bytea NOT NULL CONSTRAINT identities_match_key_check CHECK (length(match_key) = 32),
        content bytea NOT NULL,
        filed_at timestamptz NOT NULL,
        CONSTRAINT identities_match_key_key UNIQUE (org_id, match_key)
      )`);
    await runner.query('ALTER TABLE identities ENABLE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE identities FORCE ROW LEVEL SECURITY');
    await runner.query(`
      CREATE POLICY identities_of_organization ON identities USING (org_id = current_setting('app.org_id', true))`);
    await runner.query('GRANT SELECT, INSERT ON identities TO placet_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identities');
    await runner.query('DROP INDEX subjects_internal_id_key');
  }
}
