import type { MigrationInterface, QueryRunner } from 'typeorm';

const entries = `
  ALTER TABLE request_subjects
    ADD COLUMN opened_at timestamptz,
    ADD COLUMN verified_at timestamptz,
    ADD COLUMN code_used_at timestamptz,
    ADD COLUMN decided_at timestamptz;
`;

/** How a contact was proved: `code_channel` ORGANIZATION is a code that the organization delivered itself. */
const proved = `
  code_channel text NOT NULL CONSTRAINT TABLE_code_channel_check CHECK (code_channel IN ('EMAIL', 'SMS', 'ORGANIZATION')),
  code_seen_by text NOT NULL CONSTRAINT TABLE_code_seen_by_check CHECK (code_seen_by IN ('PERSON', 'ORGANIZATION_TOO'))
`;
const provedOn = (table: string): string => proved.replaceAll('TABLE', table);

const answering = `
  -- One browser that has entered the code of one entry. What the browser holds is hashed here.
  CREATE TABLE page_sessions (
    id text COLLATE "C" CONSTRAINT page_sessions_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT page_sessions_org_id_fkey REFERENCES organizations,
    entry_id text COLLATE "C" NOT NULL CONSTRAINT page_sessions_entry_id_fkey REFERENCES request_subjects,
    secret_hash bytea NOT NULL CONSTRAINT page_sessions_secret_hash_key UNIQUE,
    contact text NOT NULL,
    ${provedOn('page_sessions')},
    opened_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX page_sessions_entry_id_idx ON page_sessions (entry_id);
  CREATE INDEX page_sessions_org_id_idx ON page_sessions (org_id);

  -- What a person has looked at, and has chosen but not finished: sealed, because it may hold a name, a signature, answers.
  CREATE TABLE drafts (
    entry_id text COLLATE "C" NOT NULL CONSTRAINT drafts_entry_id_fkey REFERENCES request_subjects,
    credential_id text COLLATE "C" NOT NULL CONSTRAINT drafts_credential_id_fkey REFERENCES credentials,
    org_id text COLLATE "C" NOT NULL CONSTRAINT drafts_org_id_fkey REFERENCES organizations,
    viewed_at timestamptz,
    content bytea,
    kept_at timestamptz,
    CONSTRAINT drafts_pkey PRIMARY KEY (entry_id, credential_id),
    CONSTRAINT drafts_kept_check CHECK ((content IS NULL) = (kept_at IS NULL))
  );
  CREATE INDEX drafts_credential_id_idx ON drafts (credential_id);
  CREATE INDEX drafts_org_id_idx ON drafts (org_id);
`;

const decided = `
  CREATE TABLE decisions (
    id text COLLATE "C" CONSTRAINT decisions_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT decisions_org_id_fkey REFERENCES organizations,
    credential_id text COLLATE "C" NOT NULL CONSTRAINT decisions_credential_id_fkey REFERENCES credentials,
    subject_id text COLLATE "C" NOT NULL CONSTRAINT decisions_subject_id_fkey REFERENCES subjects,
    entry_id text COLLATE "C" NOT NULL CONSTRAINT decisions_entry_id_fkey REFERENCES request_subjects,
    action text NOT NULL CONSTRAINT decisions_action_check CHECK (action IN ('ACCEPT', 'REJECT')),
    reason text,
    answers jsonb,
    -- Where a document was to be signed and filled in, as it was shown.
    placements jsonb,
    digest bytea NOT NULL CONSTRAINT decisions_digest_check CHECK (length(digest) = 32),
    contact text NOT NULL,
    ${provedOn('decisions')},
    page_language text NOT NULL,
    content_language text NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT decisions_credential_id_subject_id_key UNIQUE (credential_id, subject_id)
  );
  CREATE INDEX decisions_subject_id_idx ON decisions (subject_id);
  CREATE INDEX decisions_entry_id_idx ON decisions (entry_id);
  CREATE INDEX decisions_org_id_idx ON decisions (org_id);

  CREATE TABLE decision_marks (
    decision_id text COLLATE "C" NOT NULL CONSTRAINT decision_marks_decision_id_fkey REFERENCES decisions,
    placement_id text COLLATE "C" NOT NULL CONSTRAINT decision_marks_placement_id_fkey REFERENCES placements,
    org_id text COLLATE "C" NOT NULL CONSTRAINT decision_marks_org_id_fkey REFERENCES organizations,
    kind text NOT NULL CONSTRAINT decision_marks_kind_check
      CHECK (kind IN ('DRAWN', 'TYPED', 'UPLOADED', 'TEXT', 'DATE', 'CHECK')),
    text text,
    image bytea,
    CONSTRAINT decision_marks_pkey PRIMARY KEY (decision_id, placement_id),
    CONSTRAINT decision_marks_content_check CHECK (text IS NOT NULL OR image IS NOT NULL)
  );
  CREATE INDEX decision_marks_placement_id_idx ON decision_marks (placement_id);
  CREATE INDEX decision_marks_org_id_idx ON decision_marks (org_id);
  -- A PNG is compressed inside.
  ALTER TABLE decision_marks ALTER COLUMN image SET STORAGE EXTERNAL;

  CREATE TABLE withdrawals (
    id text COLLATE "C" CONSTRAINT withdrawals_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT withdrawals_org_id_fkey REFERENCES organizations,
    decision_id text COLLATE "C" NOT NULL CONSTRAINT withdrawals_decision_id_fkey REFERENCES decisions
      CONSTRAINT withdrawals_decision_id_key UNIQUE,
    reason text,
    page_language text NOT NULL,
    withdrawn_at timestamptz NOT NULL
  );
  CREATE INDEX withdrawals_org_id_idx ON withdrawals (org_id);

  CREATE TRIGGER decisions_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER decision_marks_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_marks
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER withdrawals_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const tables = ['page_sessions', 'drafts', 'decisions', 'decision_marks', 'withdrawals'];

const wall = tables
  .map(
    (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (org_id = current_setting('app.org_id', true));`,
  )
  .join('\n');

const grants = `
  GRANT SELECT, INSERT, UPDATE ON drafts TO placet_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON page_sessions TO placet_app;
  GRANT SELECT, INSERT ON decisions, decision_marks, withdrawals TO placet_app;
`;

/** What a person does at the link: sessions and drafts, which pass; decisions, marks and withdrawals, which stay. */
export class Answering1769220000000 implements MigrationInterface {
  name = 'Answering1769220000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [entries, answering, decided, wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.join(', ')} CASCADE`);
    await runner.query(`
      ALTER TABLE request_subjects
        DROP COLUMN opened_at, DROP COLUMN verified_at, DROP COLUMN code_used_at, DROP COLUMN decided_at`);
  }
}
