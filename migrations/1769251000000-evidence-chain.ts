import type { MigrationInterface, QueryRunner } from 'typeorm';

/** FORCE binds the owner as well, who sees no row without an organization: lifted while rows of all are filled in. */
const everyRow = (table: string): string => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`;
const noRowAgain = (table: string): string => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`;

const chain = `
  -- Where the log of an organization ends: who adds to the chain holds this row.
  CREATE TABLE evidence_heads (
    org_id text COLLATE "C" CONSTRAINT evidence_heads_pkey PRIMARY KEY
      CONSTRAINT evidence_heads_org_id_fkey REFERENCES organizations,
    -- The DID that every hash of the log begins with.
    log text NOT NULL,
    seq bigint NOT NULL DEFAULT 0,
    link bytea NOT NULL CONSTRAINT evidence_heads_link_check CHECK (length(link) = 32),
    signed_seq bigint NOT NULL DEFAULT 0,
    -- When the first link was made that no checkpoint covers.
    unsigned_since timestamptz,
    CONSTRAINT evidence_heads_signed_check CHECK ((seq > signed_seq) = (unsigned_since IS NOT NULL))
  );
  CREATE INDEX evidence_heads_unsigned_idx ON evidence_heads (unsigned_since) WHERE unsigned_since IS NOT NULL;

  -- The place of an entry in its organization's chain.
  CREATE TABLE evidence_link (
    org_id text COLLATE "C" NOT NULL CONSTRAINT evidence_link_org_id_fkey REFERENCES organizations,
    seq bigint NOT NULL CONSTRAINT evidence_link_seq_check CHECK (seq > 0),
    evidence_id text COLLATE "C" NOT NULL CONSTRAINT evidence_link_evidence_id_key UNIQUE
      CONSTRAINT evidence_link_evidence_id_fkey REFERENCES evidence,
    entry_hash bytea NOT NULL CONSTRAINT evidence_link_entry_hash_check CHECK (length(entry_hash) = 32),
    link bytea NOT NULL CONSTRAINT evidence_link_link_check CHECK (length(link) = 32),
    CONSTRAINT evidence_link_pkey PRIMARY KEY (org_id, seq)
  );
  CREATE TRIGGER evidence_link_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_link
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- The chain's link at one place, signed. The same place is signed again when the key of the last one was revoked.
  CREATE TABLE evidence_checkpoints (
    id text COLLATE "C" CONSTRAINT evidence_checkpoints_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT evidence_checkpoints_org_id_fkey REFERENCES organizations,
    seq bigint NOT NULL,
    key_id text COLLATE "C" NOT NULL CONSTRAINT evidence_checkpoints_key_id_fkey REFERENCES signing_keys,
    -- json, not jsonb: the text that was signed stays as it was written.
    document json NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT evidence_checkpoints_link_fkey FOREIGN KEY (org_id, seq) REFERENCES evidence_link
  );
  CREATE INDEX evidence_checkpoints_seq_idx ON evidence_checkpoints (org_id, seq);
  CREATE INDEX evidence_checkpoints_org_id_idx ON evidence_checkpoints (org_id);
  CREATE INDEX evidence_checkpoints_key_id_idx ON evidence_checkpoints (key_id);
  CREATE TRIGGER evidence_checkpoints_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const queue = `
  -- Entries that have no place in the chain yet. No foreign key: both rows are written by one statement.
  CREATE TABLE evidence_unlinked (
    org_id text COLLATE "C" NOT NULL,
    evidence_id text COLLATE "C" NOT NULL,
    CONSTRAINT evidence_unlinked_pkey PRIMARY KEY (org_id, evidence_id)
  );
  -- Every row goes within a second: what is dead is cleared by its number, not by its share.
  ALTER TABLE evidence_unlinked SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
`;

const tables = ['evidence_heads', 'evidence_link', 'evidence_checkpoints', 'evidence_unlinked'];

const wall = tables
  .map(
    (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (org_id = current_setting('app.org_id', true));`,
  )
  .join('\n');

const grants = `
  GRANT SELECT, INSERT, UPDATE ON evidence_heads TO placet_app;
  GRANT SELECT, INSERT ON evidence_link, evidence_checkpoints TO placet_app;
  GRANT SELECT, INSERT, DELETE ON evidence_unlinked TO placet_app;
  -- The chainer asks which organizations have something to link or to sign; it links as each of them.
  GRANT SELECT (org_id, unsigned_since) ON evidence_heads TO placet_system;
  GRANT SELECT ON evidence_unlinked TO placet_system;
  CREATE POLICY evidence_heads_system ON evidence_heads FOR SELECT TO placet_system USING (true);
  CREATE POLICY evidence_unlinked_system ON evidence_unlinked FOR SELECT TO placet_system USING (true);
`;

/** The log of each organization as a hash chain with signed checkpoints. What was logged before is linked first. */
export class EvidenceChain1769251000000 implements MigrationInterface {
  name = 'EvidenceChain1769251000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [chain, queue]) await runner.query(part);
    await runner.query(everyRow('evidence'));
    await runner.query(
      'INSERT INTO evidence_unlinked (org_id, evidence_id) SELECT org_id, id FROM evidence ORDER BY id',
    );
    await runner.query(noRowAgain('evidence'));
    for (const part of [wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${tables.join(', ')} CASCADE`);
  }
}
