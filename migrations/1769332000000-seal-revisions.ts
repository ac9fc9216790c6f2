import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
  -- Each later timestamp of a sealed document (PAdES B-LTA) makes a file with another digest, of which the one before is the
  -- beginning. The first one is the sealing's own. EVIDENCE: of the evidence, where that is a document of its own.
  CREATE TABLE seal_revisions (
    credential_id text COLLATE "C" NOT NULL CONSTRAINT seal_revisions_credential_id_fkey REFERENCES sealings,
    part text NOT NULL CONSTRAINT seal_revisions_part_check CHECK (part IN ('DOCUMENT', 'EVIDENCE')),
    number integer NOT NULL CONSTRAINT seal_revisions_number_check CHECK (number >= 2),
    org_id text COLLATE "C" NOT NULL CONSTRAINT seal_revisions_org_id_fkey REFERENCES organizations,
    sha256 bytea NOT NULL,
    renewed_at timestamptz NOT NULL,
    CONSTRAINT seal_revisions_pkey PRIMARY KEY (credential_id, part, number),
    CONSTRAINT seal_revisions_document_fkey FOREIGN KEY (org_id, sha256) REFERENCES documents
  );
  CREATE INDEX seal_revisions_document_idx ON seal_revisions (org_id, sha256);
  CREATE INDEX seal_revisions_sha256_idx ON seal_revisions (sha256);
  CREATE TRIGGER seal_revisions_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_revisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- When a sealed document needs its next timestamp: before the certificate of its last one ends.
  CREATE TABLE seal_renewals (
    credential_id text COLLATE "C" NOT NULL CONSTRAINT seal_renewals_credential_id_fkey REFERENCES sealings,
    part text NOT NULL CONSTRAINT seal_renewals_part_check CHECK (part IN ('DOCUMENT', 'EVIDENCE')),
    org_id text COLLATE "C" NOT NULL CONSTRAINT seal_renewals_org_id_fkey REFERENCES organizations,
    due_at timestamptz NOT NULL,
    lease_token uuid,
    attempts integer NOT NULL DEFAULT 0,
    -- Why the last attempt failed; null where none did since it was renewed.
    error text,
    failed_at timestamptz,
    CONSTRAINT seal_renewals_pkey PRIMARY KEY (credential_id, part),
    CONSTRAINT seal_renewals_error_check CHECK ((error IS NULL) = (failed_at IS NULL))
  );
  CREATE INDEX seal_renewals_due_idx ON seal_renewals (due_at);
  CREATE INDEX seal_renewals_org_id_idx ON seal_renewals (org_id);
  CREATE INDEX seal_renewals_failed_idx ON seal_renewals (failed_at) WHERE error IS NOT NULL;
  -- Which of those that are sealed already need one is known to their bytes: each is looked at once.
  INSERT INTO seal_renewals (credential_id, part, org_id, due_at)
    SELECT credential_id, 'DOCUMENT', org_id, now() FROM sealings
    WHERE status = 'SEALED' AND timestamp_outcome = 'SET' AND document_sha256 IS NOT NULL;
`;

const wall = ['seal_revisions', 'seal_renewals']
  .map(
    (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (org_id = current_setting('app.org_id', true));
      CREATE POLICY ${table}_system ON ${table} TO placet_system USING (true);`,
  )
  .join('\n');

const grants = `
  GRANT SELECT, INSERT ON seal_revisions TO placet_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON seal_renewals TO placet_app;
  -- Anybody with a file may ask whether it was sealed here; the job claims what is due of all organizations.
  GRANT SELECT (org_id, credential_id, sha256) ON seal_revisions TO placet_system;
  GRANT SELECT (credential_id, part, org_id, due_at, lease_token, attempts, error),
    UPDATE (due_at, lease_token, attempts) ON seal_renewals TO placet_system;
`;

/** Later timestamps of documents that are sealed for long. */
export class SealRevisions1769332000000 implements MigrationInterface {
  name = 'SealRevisions1769332000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seal_renewals; DROP TABLE seal_revisions');
  }
}
