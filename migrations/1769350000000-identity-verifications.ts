import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallOf } from './wall-of';

const verifications = `
  -- One attempt of a person to be identified for one entry of a request, through one contact.
  CREATE TABLE identity_verifications (
    id text COLLATE "C" CONSTRAINT identity_verifications_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT identity_verifications_org_id_fkey REFERENCES organizations,
    request_id text COLLATE "C" NOT NULL CONSTRAINT identity_verifications_request_id_fkey REFERENCES requests,
    entry_id text COLLATE "C" NOT NULL CONSTRAINT identity_verifications_entry_id_fkey REFERENCES request_subjects,
    subject_id text COLLATE "C" NOT NULL CONSTRAINT identity_verifications_subject_id_fkey REFERENCES subjects,
    -- The contact that was proved when it began, and who saw that code: it counts for no other.
    contact text NOT NULL,
    code_seen_by text NOT NULL CONSTRAINT identity_verifications_code_seen_by_check
      CHECK (code_seen_by IN ('PERSON', 'ORGANIZATION_TOO')),
    level text NOT NULL CONSTRAINT identity_verifications_level_check
      CHECK (level IN ('ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION')),
    provider text NOT NULL,
    provider_kind text NOT NULL CONSTRAINT identity_verifications_provider_kind_check
      CHECK (provider_kind IN ('ON_FILE', 'SCRIPTED', 'OIDC', 'WALLET', 'REVIEW')),
    status text NOT NULL CONSTRAINT identity_verifications_status_check
      CHECK (status IN ('PENDING', 'VERIFIED', 'FAILED', 'EXPIRED')),
    reason text,
    -- SHA-256 of what comes back with the person, and of what only their browser holds.
    state_hash bytea CONSTRAINT identity_verifications_state_hash_check CHECK (length(state_hash) = 32),
    browser_hash bytea CONSTRAINT identity_verifications_browser_hash_check CHECK (length(browser_hash) = 32),
    -- When the person came back: once.
    returned_at timestamptz,
    -- Sealed: what the provider has to remember until then.
    kept bytea,
    -- What may be told: issuer, assurance, country of the document. Nothing that names a person.
    facts jsonb NOT NULL DEFAULT '{}',
    -- ON_FILE: the match key of the identity that was confirmed.
    identity_key bytea,
    -- Sealed: who it is, until the person has said whether the organization may know.
    content bytea,
    passed_on boolean,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    finished_at timestamptz,
    valid_until timestamptz,
    CONSTRAINT identity_verifications_verified_check CHECK (status <> 'VERIFIED' OR valid_until IS NOT NULL)
  );
  CREATE UNIQUE INDEX identity_verifications_state_hash_key ON identity_verifications (state_hash) WHERE state_hash IS NOT NULL;
  CREATE INDEX identity_verifications_entry_id_idx ON identity_verifications (entry_id, started_at);
  CREATE INDEX identity_verifications_request_id_idx ON identity_verifications (request_id);
  CREATE INDEX identity_verifications_subject_id_idx ON identity_verifications (subject_id);
  CREATE INDEX identity_verifications_contact_idx ON identity_verifications (org_id, contact, started_at);

  -- How an entry met its level when it was answered.
  CREATE TABLE assurances (
    entry_id text COLLATE "C" CONSTRAINT assurances_pkey PRIMARY KEY
      CONSTRAINT assurances_entry_id_fkey REFERENCES request_subjects,
    org_id text COLLATE "C" NOT NULL CONSTRAINT assurances_org_id_fkey REFERENCES organizations,
    level text NOT NULL CONSTRAINT assurances_level_check
      CHECK (level IN ('ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION')),
    basis text NOT NULL CONSTRAINT assurances_basis_check CHECK (basis IN ('ON_FILE', 'VERIFICATION', 'PLATFORM')),
    provider text NOT NULL,
    provider_kind text NOT NULL,
    facts jsonb NOT NULL,
    verified_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL
  );
  CREATE INDEX assurances_org_id_idx ON assurances (org_id);
`;

const grants = `
  GRANT SELECT, INSERT, UPDATE ON identity_verifications TO placet_app;
  GRANT SELECT, INSERT ON assurances TO placet_app;
  -- Who comes back from a provider brings a state: whose it is has to be found first.
  GRANT SELECT (id, org_id, state_hash) ON identity_verifications TO placet_system;
  CREATE POLICY identity_verifications_system ON identity_verifications FOR SELECT TO placet_system USING (true);
`;

const platform = `
  -- Who verified a contact is, for every organization: found by a keyed hash, readable with the master key only.
  CREATE TABLE platform_identities (
    contact_key bytea CONSTRAINT platform_identities_pkey PRIMARY KEY
      CONSTRAINT platform_identities_contact_key_check CHECK (length(contact_key) = 32),
    content bytea NOT NULL,
    provider text NOT NULL,
    provider_kind text NOT NULL CONSTRAINT platform_identities_provider_kind_check
      CHECK (provider_kind IN ('SCRIPTED', 'OIDC', 'WALLET')),
    facts jsonb NOT NULL,
    verified_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL
  );
  ALTER TABLE platform_identities ENABLE ROW LEVEL SECURITY;
  ALTER TABLE platform_identities FORCE ROW LEVEL SECURITY;
  CREATE POLICY platform_identities_system ON platform_identities TO placet_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON platform_identities TO placet_system;
`;

const FUNCTIONS = [
  'find_platform_identity(bytea[])',
  'keep_platform_identity(bytea, bytea, text, text, jsonb, timestamptz, timestamptz)',
];

const others = `
  -- A keyed hash of the number of the document that the organization expects of this contact.
  ALTER TABLE request_subjects ADD expected_document bytea
    CONSTRAINT request_subjects_expected_document_check CHECK (length(expected_document) = 32);
  -- What the organization knows of how a person was identified; a time that is over is seen when it is read.
  ALTER TABLE subjects
    ADD kyc text NOT NULL DEFAULT 'NONE' CONSTRAINT subjects_kyc_check
      CHECK (kyc IN ('NONE', 'PENDING', 'VERIFIED', 'FAILED', 'EXPIRED')),
    ADD kyc_until timestamptz,
    ADD verified_until timestamptz,
    ADD platform_until timestamptz;
`;

/** Verification of identities: attempts, what the platform knows, and how each answer met its security level. */
export class IdentityVerifications1769350000000 implements MigrationInterface {
  name = 'IdentityVerifications1769350000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [verifications, wallOf(['identity_verifications', 'assurances']), grants, platform, others])
      await runner.query(part);
    await makeFunctions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}`);
    await runner.query(`
      DROP TABLE platform_identities, assurances, identity_verifications;
      ALTER TABLE request_subjects DROP expected_document;
      ALTER TABLE subjects DROP kyc, DROP kyc_until, DROP verified_until, DROP platform_until`);
  }
}

/**
 * The only two ways to the platform's identities, so that a transaction of an organization reads and writes exactly the
 * contact whose key it holds. Owned by placet_system, whose rights they work with.
 */
async function makeFunctions(runner: QueryRunner): Promise<void> {
  const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as { schema: string }[];
  await runner.query(`
    CREATE FUNCTION find_platform_identity(keys bytea[])
    RETURNS TABLE (contact_key bytea, content bytea, provider text, provider_kind text, facts jsonb,
      verified_at timestamptz, valid_until timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
      SELECT i.contact_key, i.content, i.provider, i.provider_kind, i.facts, i.verified_at, i.valid_until
      FROM platform_identities i WHERE i.contact_key = ANY(keys) ORDER BY i.verified_at DESC LIMIT 1
    $$`);
  await runner.query(`
    CREATE FUNCTION keep_platform_identity(key bytea, sealed bytea, by text, kind text, told jsonb, at timestamptz,
      until timestamptz)
    RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
      INSERT INTO platform_identities (contact_key, content, provider, provider_kind, facts, verified_at, valid_until)
      VALUES (key, sealed, by, kind, told, at, until)
      ON CONFLICT (contact_key) DO UPDATE SET content = excluded.content, provider = excluded.provider,
        provider_kind = excluded.provider_kind, facts = excluded.facts, verified_at = excluded.verified_at,
        valid_until = excluded.valid_until
    $$`);
  // To own something in a schema a role must be allowed to create there; only for as long as that takes.
  await runner.query(`GRANT CREATE ON SCHEMA ${schema} TO placet_system`);
  for (const name of FUNCTIONS) await runner.query(`ALTER FUNCTION ${name} OWNER TO placet_system`);
  await runner.query(`REVOKE CREATE ON SCHEMA ${schema} FROM placet_system; SET LOCAL ROLE placet_system`);
  for (const name of FUNCTIONS)
    await runner.query(`
      REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${name} TO placet_app`);
  await runner.query('RESET ROLE');
}
