import type { MigrationInterface, QueryRunner } from 'typeorm';

const attachments = `
  -- A file that a person has attached to a question and not decided yet. A decision moves it to documents.
  CREATE TABLE attachments (
    entry_id text COLLATE "C" NOT NULL CONSTRAINT attachments_entry_id_fkey REFERENCES request_subjects,
    credential_id text COLLATE "C" NOT NULL CONSTRAINT attachments_credential_id_fkey REFERENCES credentials,
    sha256 bytea NOT NULL CONSTRAINT attachments_sha256_check CHECK (length(sha256) = 32),
    org_id text COLLATE "C" NOT NULL CONSTRAINT attachments_org_id_fkey REFERENCES organizations,
    size integer NOT NULL,
    pages jsonb NOT NULL,
    file_name text,
    content bytea NOT NULL,
    -- When the time to answer is over: nobody will decide any more.
    until timestamptz NOT NULL,
    CONSTRAINT attachments_pkey PRIMARY KEY (entry_id, credential_id, sha256)
  );
  CREATE INDEX attachments_credential_id_idx ON attachments (credential_id);
  CREATE INDEX attachments_org_id_idx ON attachments (org_id);
  CREATE INDEX attachments_until_idx ON attachments (until);
  -- A PDF is compressed inside.
  ALTER TABLE attachments ALTER COLUMN content SET STORAGE EXTERNAL;
`;

const wall = `
  ALTER TABLE attachments ENABLE ROW LEVEL SECURITY;
  ALTER TABLE attachments FORCE ROW LEVEL SECURITY;
  CREATE POLICY attachments_of_organization ON attachments USING (org_id = current_setting('app.org_id', true));
`;

const grants = `
  GRANT SELECT, INSERT, UPDATE, DELETE ON attachments TO placet_app;
  -- What is over is deleted for all organizations; what it holds is not seen.
  GRANT SELECT (entry_id, credential_id, sha256, until), DELETE ON attachments TO placet_system;
  CREATE POLICY attachments_system ON attachments TO placet_system USING (true);
`;

/** PDFs as answers to questions of a form, until they are decided. */
export class Attachments1769250000000 implements MigrationInterface {
  name = 'Attachments1769250000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [attachments, wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachments CASCADE');
  }
}
