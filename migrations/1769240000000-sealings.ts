import type { MigrationInterface, QueryRunner } from 'typeorm';

const sealings = `
  -- A closed credential that is to be sealed, or was: once, whatever crashes. The row is the queue and the result.
  CREATE TABLE sealings (
    credential_id text COLLATE "C" CONSTRAINT sealings_pkey PRIMARY KEY
      CONSTRAINT sealings_credential_id_fkey REFERENCES credentials,
    org_id text COLLATE "C" NOT NULL CONSTRAINT sealings_org_id_fkey REFERENCES organizations,
    status text NOT NULL DEFAULT 'PENDING' CONSTRAINT sealings_status_check CHECK (status IN ('PENDING', 'SEALED')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    lease_token uuid,
    error text,
    -- json, not jsonb: the text that was signed stays as it was written.
    credential json,
    document_sha256 bytea,
    timestamp_outcome text
      CONSTRAINT sealings_timestamp_outcome_check CHECK (timestamp_outcome IN ('SET', 'FAILED', 'NONE')),
    sealed_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT sealings_document_fkey FOREIGN KEY (org_id, document_sha256) REFERENCES documents,
    CONSTRAINT sealings_sealed_check
      CHECK ((status = 'SEALED') = (credential IS NOT NULL) AND (status = 'SEALED') = (sealed_at IS NOT NULL)),
    CONSTRAINT sealings_document_check CHECK ((document_sha256 IS NULL) = (timestamp_outcome IS NULL))
  );
  CREATE INDEX sealings_due_idx ON sealings (next_attempt_at) WHERE status = 'PENDING';
  CREATE INDEX sealings_org_id_idx ON sealings (org_id);
  CREATE INDEX sealings_document_idx ON sealings (org_id, document_sha256);

  -- Each decision as a document of its own, secured by the key of the person who decided.
  CREATE TABLE decision_documents (
    decision_id text COLLATE "C" CONSTRAINT decision_documents_pkey PRIMARY KEY
      CONSTRAINT decision_documents_decision_id_fkey REFERENCES decisions,
    org_id text COLLATE "C" NOT NULL CONSTRAINT decision_documents_org_id_fkey REFERENCES organizations,
    document json NOT NULL
  );
  CREATE INDEX decision_documents_org_id_idx ON decision_documents (org_id);
  CREATE TRIGGER decision_documents_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- What is sealed stays as it was sealed.
  CREATE FUNCTION refuse_change_of_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status = 'SEALED' THEN
      RAISE EXCEPTION '% of a sealed credential is refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sealings_are_final BEFORE UPDATE ON sealings
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sealed();
`;

const tables = ['sealings', 'decision_documents'];

const wall = tables
  .map(
    (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (org_id = current_setting('app.org_id', true));`,
  )
  .join('\n');

const grants = `
  GRANT SELECT, INSERT, UPDATE ON sealings TO placet_app;
  GRANT SELECT, INSERT ON decision_documents TO placet_app;
  -- The loop claims what is due of all organizations, and notes what failed; what was sealed it does not see.
  GRANT SELECT (credential_id, org_id, status, attempts, next_attempt_at, lease_token),
    UPDATE (attempts, next_attempt_at, lease_token, error) ON sealings TO placet_system;
  CREATE POLICY sealings_system ON sealings TO placet_system USING (true);
`;

/** Proof of what was decided: the queue of what is to be sealed, and what came of it. */
export class Sealings1769240000000 implements MigrationInterface {
  name = 'Sealings1769240000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [sealings, wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.join(', ')} CASCADE`);
    await runner.query('DROP FUNCTION refuse_change_of_sealed()');
  }
}
