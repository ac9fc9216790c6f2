import type { MigrationInterface, QueryRunner } from 'typeorm';

const originals = `
  -- What was uploaded and could not be used as it was: the bytes, and the copy that is asked, shown and sealed in their place.
  -- One copy for each original, however often it is uploaded.
  CREATE TABLE document_originals (
    org_id text COLLATE "C" NOT NULL CONSTRAINT document_originals_org_id_fkey REFERENCES organizations,
    sha256 bytea NOT NULL CONSTRAINT document_originals_sha256_check CHECK (length(sha256) = 32),
    copy_sha256 bytea NOT NULL,
    content bytea NOT NULL,
    -- What was done, and which files the copy carries.
    changes jsonb NOT NULL,
    embedded_files jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT document_originals_pkey PRIMARY KEY (org_id, sha256),
    CONSTRAINT document_originals_copy_fkey FOREIGN KEY (org_id, copy_sha256) REFERENCES documents
  );
  CREATE INDEX document_originals_copy_idx ON document_originals (org_id, copy_sha256);
  ALTER TABLE document_originals ALTER COLUMN content SET STORAGE EXTERNAL;
`;

const setting = `
  -- ALLOW: copies are asked. REFUSE: a request that would need one is refused, unless it says otherwise.
  ALTER TABLE organizations ADD COLUMN document_changes text NOT NULL DEFAULT 'ALLOW'
    CONSTRAINT organizations_document_changes_check CHECK (document_changes IN ('ALLOW', 'REFUSE'));
`;

const wall = `
  ALTER TABLE document_originals ENABLE ROW LEVEL SECURITY;
  ALTER TABLE document_originals FORCE ROW LEVEL SECURITY;
  CREATE POLICY document_originals_of_organization ON document_originals
    USING (org_id = current_setting('app.org_id', true));
  GRANT SELECT, INSERT ON document_originals TO placet_app;
`;

/** Documents that were made usable, beside what was uploaded. */
export class UsableCopies1769320000000 implements MigrationInterface {
  name = 'UsableCopies1769320000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [originals, wall, setting]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organizations DROP COLUMN document_changes');
    await runner.query('DROP TABLE document_originals');
  }
}
