import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys behind DIDs, and the door through which a DID is found whoever it belongs to. */
export class SigningKeys1769230000000 implements MigrationInterface {
  name = 'SigningKeys1769230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_keys (
        id text COLLATE "C" CONSTRAINT signing_keys_pkey PRIMARY KEY,
        org_id text COLLATE "C" NOT NULL CONSTRAINT signing_keys_org_id_fkey REFERENCES organizations,
        did text COLLATE "C" NOT NULL,
        -- A Multikey. The key's id in DID documents is the DID, # and this.
        public_key text COLLATE "C" NOT NULL
          CONSTRAINT signing_keys_public_key_check CHECK (public_key ~ '^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$'),
        private_key bytea NOT NULL,
        created_at timestamptz NOT NULL,
        retired_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT signing_keys_public_key_key UNIQUE (public_key)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX signing_keys_current_key ON signing_keys (did) WHERE retired_at IS NULL AND revoked_at IS NULL;
      CREATE INDEX signing_keys_did_idx ON signing_keys (org_id, did);
      ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;
      ALTER TABLE signing_keys FORCE ROW LEVEL SECURITY;
      CREATE POLICY signing_keys_of_organization ON signing_keys USING (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT, UPDATE ON signing_keys TO placet_app;
      -- A DID is looked up by anybody, and nobody but it says whose it is. Contacts and internal ids stay out of sight.
      GRANT SELECT (id, did, org_id) ON subjects TO placet_system;
      CREATE POLICY subjects_system ON subjects FOR SELECT TO placet_system USING (true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY subjects_system ON subjects;
      REVOKE SELECT (id, did, org_id) ON subjects FROM placet_system;
      DROP TABLE signing_keys`);
  }
}
