import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every table whose rows belong to one organization, by its column of the organization's id. */
const tenantTables: Record<string, string> = {
  organizations: 'id',
  api_keys: 'org_id',
  documents: 'org_id',
  resources: 'org_id',
  resource_versions: 'org_id',
  groups: 'org_id',
  group_versions: 'org_id',
  group_resources: 'org_id',
  subjects: 'org_id',
  contacts: 'org_id',
  requests: 'org_id',
  request_subjects: 'org_id',
  credentials: 'org_id',
  placements: 'org_id',
  notifications: 'org_id',
  evidence: 'org_id',
  evidence_details: 'org_id',
  idempotency_records: 'org_id',
  rate_counters: 'org_id',
};

const roles = `
  DO $$ BEGIN CREATE ROLE placet_app NOLOGIN NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
  DO $$ BEGIN CREATE ROLE placet_system NOLOGIN NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
  -- Whoever migrates may serve as well. A login of its own for the server: GRANT placet_app, placet_system TO that login.
  DO $$ BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT placet_app, placet_system TO %I', current_user);
    END IF;
  END $$;
  DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO placet_app, placet_system', current_schema()); END $$;
`;

const organizations = `
  CREATE TABLE organizations (
    id text COLLATE "C" CONSTRAINT organizations_pkey PRIMARY KEY,
    slug text NOT NULL CONSTRAINT organizations_slug_key UNIQUE,
    name text NOT NULL,
    did text NOT NULL CONSTRAINT organizations_did_key UNIQUE,
    language text NOT NULL DEFAULT 'ENG',
    colour text,
    logo bytea,
    logo_type text,
    code_delivery text NOT NULL DEFAULT 'SEND'
      CONSTRAINT organizations_code_delivery_check CHECK (code_delivery IN ('SEND_AND_RETURN', 'SEND', 'RETURN')),
    code_length smallint NOT NULL DEFAULT 6 CONSTRAINT organizations_code_length_check CHECK (code_length IN (6, 8)),
    request_days smallint NOT NULL DEFAULT 30
      CONSTRAINT organizations_request_days_check CHECK (request_days BETWEEN 1 AND 365),
    default_country text,
    allowed_origins text[] NOT NULL DEFAULT '{}',
    creates_per_minute integer NOT NULL DEFAULT 60
      CONSTRAINT organizations_creates_per_minute_check CHECK (creates_per_minute > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organizations_slug_check CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    CONSTRAINT organizations_logo_check CHECK ((logo IS NULL) = (logo_type IS NULL))
  );
  CREATE TABLE api_keys (
    id text COLLATE "C" CONSTRAINT api_keys_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT api_keys_org_id_fkey REFERENCES organizations,
    name text NOT NULL,
    description text,
    key_hash bytea NOT NULL CONSTRAINT api_keys_key_hash_key UNIQUE,
    hint text NOT NULL,
    secret bytea NOT NULL,
    previous_secret bytea,
    previous_secret_until timestamptz,
    require_signature boolean NOT NULL DEFAULT true,
    min_signature_version smallint NOT NULL DEFAULT 1
      CONSTRAINT api_keys_min_signature_version_check CHECK (min_signature_version IN (1, 2)),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT api_keys_previous_secret_check CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL))
  );
  CREATE INDEX api_keys_org_id_idx ON api_keys (org_id);
`;

const catalogue = `
  -- Documents are kept once an organization, by what they are.
  CREATE TABLE documents (
    org_id text COLLATE "C" NOT NULL CONSTRAINT documents_org_id_fkey REFERENCES organizations,
    sha256 bytea NOT NULL CONSTRAINT documents_sha256_check CHECK (length(sha256) = 32),
    size integer NOT NULL,
    pages jsonb NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT documents_pkey PRIMARY KEY (org_id, sha256)
  );
  -- A PDF is compressed inside: compressing it again costs time and gains nothing.
  ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL;

  CREATE TABLE resources (
    id text COLLATE "C" CONSTRAINT resources_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT resources_org_id_fkey REFERENCES organizations,
    type text NOT NULL CONSTRAINT resources_type_check CHECK (type IN ('DOCUMENT', 'CONSENT', 'FORM', 'JSON')),
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX resources_org_id_idx ON resources (org_id, id);

  CREATE TABLE resource_versions (
    id text COLLATE "C" CONSTRAINT resource_versions_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT resource_versions_org_id_fkey REFERENCES organizations,
    resource_id text COLLATE "C" NOT NULL CONSTRAINT resource_versions_resource_id_fkey REFERENCES resources ON DELETE CASCADE,
    version integer NOT NULL CONSTRAINT resource_versions_version_check CHECK (version > 0),
    name text NOT NULL,
    description text,
    internal_id text,
    data jsonb NOT NULL,
    scope text,
    required boolean NOT NULL DEFAULT true,
    valid_from timestamptz,
    valid_until timestamptz,
    document_sha256 bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT resource_versions_resource_id_version_key UNIQUE (resource_id, version),
    CONSTRAINT resource_versions_document_fkey FOREIGN KEY (org_id, document_sha256) REFERENCES documents
  );
  CREATE INDEX resource_versions_document_idx ON resource_versions (org_id, document_sha256);

  CREATE TABLE groups (
    id text COLLATE "C" CONSTRAINT groups_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT groups_org_id_fkey REFERENCES organizations,
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX groups_org_id_idx ON groups (org_id, id);

  CREATE TABLE group_versions (
    id text COLLATE "C" CONSTRAINT group_versions_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT group_versions_org_id_fkey REFERENCES organizations,
    group_id text COLLATE "C" NOT NULL CONSTRAINT group_versions_group_id_fkey REFERENCES groups ON DELETE CASCADE,
    version integer NOT NULL CONSTRAINT group_versions_version_check CHECK (version > 0),
    name text NOT NULL,
    description text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT group_versions_group_id_version_key UNIQUE (group_id, version)
  );
  CREATE INDEX group_versions_org_id_idx ON group_versions (org_id);

  CREATE TABLE group_resources (
    group_version_id text COLLATE "C" NOT NULL
      CONSTRAINT group_resources_group_version_id_fkey REFERENCES group_versions ON DELETE CASCADE,
    position smallint NOT NULL,
    org_id text COLLATE "C" NOT NULL CONSTRAINT group_resources_org_id_fkey REFERENCES organizations,
    resource_id text COLLATE "C" NOT NULL CONSTRAINT group_resources_resource_id_fkey REFERENCES resources,
    CONSTRAINT group_resources_pkey PRIMARY KEY (group_version_id, position)
  );
  CREATE INDEX group_resources_resource_id_idx ON group_resources (resource_id);
  CREATE INDEX group_resources_org_id_idx ON group_resources (org_id);

  -- A version is what a request was made with: it stays as it was. (Deleting one that a credential uses fails by its foreign key.)
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% on % is refused: its rows never change', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END $$;
  CREATE TRIGGER resource_versions_are_immutable BEFORE UPDATE ON resource_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER group_versions_are_immutable BEFORE UPDATE ON group_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER group_resources_are_immutable BEFORE UPDATE ON group_resources
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const people = `
  CREATE TABLE subjects (
    id text COLLATE "C" CONSTRAINT subjects_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT subjects_org_id_fkey REFERENCES organizations,
    did text NOT NULL CONSTRAINT subjects_did_key UNIQUE,
    internal_id text,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX subjects_org_id_idx ON subjects (org_id, id);

  CREATE TABLE contacts (
    org_id text COLLATE "C" NOT NULL CONSTRAINT contacts_org_id_fkey REFERENCES organizations,
    value text COLLATE "C" NOT NULL,
    type text NOT NULL CONSTRAINT contacts_type_check CHECK (type IN ('EMAIL', 'PHONE')),
    subject_id text COLLATE "C" NOT NULL CONSTRAINT contacts_subject_id_fkey REFERENCES subjects,
    verified_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contacts_pkey PRIMARY KEY (org_id, value)
  );
  CREATE INDEX contacts_subject_id_idx ON contacts (subject_id);
`;

const asks = `
  CREATE TABLE requests (
    id text COLLATE "C" CONSTRAINT requests_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT requests_org_id_fkey REFERENCES organizations,
    name text,
    internal_id text,
    security_level text NOT NULL CONSTRAINT requests_security_level_check
      CHECK (security_level IN ('CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION')),
    status text NOT NULL DEFAULT 'PENDING'
      CONSTRAINT requests_status_check CHECK (status IN ('PENDING', 'COMPLETED', 'REJECTED', 'CANCELED')),
    code_delivery text NOT NULL
      CONSTRAINT requests_code_delivery_check CHECK (code_delivery IN ('SEND_AND_RETURN', 'SEND', 'RETURN')),
    language text NOT NULL,
    redirect_url text,
    api_key_id text COLLATE "C" CONSTRAINT requests_api_key_id_fkey REFERENCES api_keys,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX requests_org_id_idx ON requests (org_id, id);
  CREATE INDEX requests_api_key_id_idx ON requests (api_key_id);

  -- An entry: one contact of one request, with its own code and link.
  CREATE TABLE request_subjects (
    id text COLLATE "C" CONSTRAINT request_subjects_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT request_subjects_org_id_fkey REFERENCES organizations,
    request_id text COLLATE "C" NOT NULL CONSTRAINT request_subjects_request_id_fkey REFERENCES requests,
    position smallint NOT NULL,
    subject_id text COLLATE "C" NOT NULL CONSTRAINT request_subjects_subject_id_fkey REFERENCES subjects,
    contact text NOT NULL,
    contact_type text NOT NULL CONSTRAINT request_subjects_contact_type_check CHECK (contact_type IN ('EMAIL', 'PHONE')),
    status text NOT NULL DEFAULT 'INVITED' CONSTRAINT request_subjects_status_check
      CHECK (status IN ('INVITED', 'DELIVERY_FAILED', 'OPENED', 'VERIFIED', 'DECIDED')),
    code_hash bytea NOT NULL,
    code_expires_at timestamptz NOT NULL,
    code_tries smallint NOT NULL DEFAULT 0,
    wrong_codes smallint NOT NULL DEFAULT 0,
    link_hash bytea NOT NULL CONSTRAINT request_subjects_link_hash_key UNIQUE,
    link bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT request_subjects_request_id_position_key UNIQUE (request_id, position)
  );
  CREATE INDEX request_subjects_subject_id_idx ON request_subjects (subject_id);
  CREATE INDEX request_subjects_org_id_idx ON request_subjects (org_id);

  CREATE TABLE credentials (
    id text COLLATE "C" CONSTRAINT credentials_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT credentials_org_id_fkey REFERENCES organizations,
    request_id text COLLATE "C" NOT NULL CONSTRAINT credentials_request_id_fkey REFERENCES requests,
    position smallint NOT NULL,
    type text NOT NULL CONSTRAINT credentials_type_check CHECK (type IN ('DOCUMENT', 'CONSENT', 'FORM', 'JSON')),
    status text NOT NULL DEFAULT 'PENDING'
      CONSTRAINT credentials_status_check CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'REVOKED')),
    name text NOT NULL,
    description text,
    internal_id text,
    scope text,
    required boolean NOT NULL,
    valid_from timestamptz,
    valid_until timestamptz,
    resource_version_id text COLLATE "C" CONSTRAINT credentials_resource_version_id_fkey REFERENCES resource_versions,
    data jsonb,
    digest bytea NOT NULL CONSTRAINT credentials_digest_check CHECK (length(digest) = 32),
    created_at timestamptz NOT NULL,
    CONSTRAINT credentials_request_id_position_key UNIQUE (request_id, position),
    CONSTRAINT credentials_content_check CHECK ((data IS NULL) <> (resource_version_id IS NULL))
  );
  CREATE INDEX credentials_resource_version_id_idx ON credentials (resource_version_id);
  CREATE INDEX credentials_org_id_idx ON credentials (org_id, id);

  -- Boxes in points from the top left of the page as a person sees it.
  CREATE TABLE placements (
    id text COLLATE "C" CONSTRAINT placements_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT placements_org_id_fkey REFERENCES organizations,
    credential_id text COLLATE "C" NOT NULL CONSTRAINT placements_credential_id_fkey REFERENCES credentials,
    entry_id text COLLATE "C" NOT NULL CONSTRAINT placements_entry_id_fkey REFERENCES request_subjects,
    type text NOT NULL CONSTRAINT placements_type_check
      CHECK (type IN ('SIGNATURE', 'INITIALS', 'NAME', 'DATE', 'TEXT', 'CHECKBOX')),
    page_index smallint NOT NULL,
    x double precision NOT NULL,
    y double precision NOT NULL,
    width double precision NOT NULL CONSTRAINT placements_width_check CHECK (width > 0),
    height double precision NOT NULL CONSTRAINT placements_height_check CHECK (height > 0)
  );
  CREATE INDEX placements_credential_id_idx ON placements (credential_id);
  CREATE INDEX placements_entry_id_idx ON placements (entry_id);
  CREATE INDEX placements_org_id_idx ON placements (org_id);
`;

const delivery = `
  CREATE TABLE notifications (
    id text COLLATE "C" CONSTRAINT notifications_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT notifications_org_id_fkey REFERENCES organizations,
    request_id text COLLATE "C" NOT NULL CONSTRAINT notifications_request_id_fkey REFERENCES requests,
    entry_id text COLLATE "C" NOT NULL CONSTRAINT notifications_entry_id_fkey REFERENCES request_subjects,
    kind text NOT NULL CONSTRAINT notifications_kind_check CHECK (kind IN ('INVITATION', 'NEW_CODE')),
    channel text NOT NULL CONSTRAINT notifications_channel_check CHECK (channel IN ('EMAIL', 'SMS')),
    recipient text NOT NULL,
    language text NOT NULL,
    content bytea,
    code_expires_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'PENDING'
      CONSTRAINT notifications_status_check CHECK (status IN ('PENDING', 'SENT', 'DEAD', 'DROPPED')),
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    lease_token uuid,
    error_code text,
    error text,
    provider_message_id text,
    sent_at timestamptz,
    created_at timestamptz NOT NULL,
    -- What has been sent, or never will be, keeps no code and no link.
    CONSTRAINT notifications_content_check CHECK ((content IS NOT NULL) = (status = 'PENDING'))
  );
  CREATE INDEX notifications_due_idx ON notifications (next_attempt_at) WHERE status = 'PENDING';
  CREATE INDEX notifications_request_id_idx ON notifications (request_id);
  CREATE INDEX notifications_entry_id_idx ON notifications (entry_id);
  CREATE INDEX notifications_org_id_idx ON notifications (org_id);
`;

const proof = `
  CREATE TABLE evidence (
    id text COLLATE "C" CONSTRAINT evidence_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT evidence_org_id_fkey REFERENCES organizations,
    kind text NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    salt bytea NOT NULL,
    digest bytea NOT NULL CONSTRAINT evidence_digest_check CHECK (length(digest) = 32)
  );
  CREATE INDEX evidence_subject_idx ON evidence (org_id, subject_id);
  -- What happened, sealed, in a place of its own: personal data can be erased and the log still stands.
  CREATE TABLE evidence_details (
    evidence_id text COLLATE "C" CONSTRAINT evidence_details_pkey PRIMARY KEY
      CONSTRAINT evidence_details_evidence_id_fkey REFERENCES evidence,
    org_id text COLLATE "C" NOT NULL CONSTRAINT evidence_details_org_id_fkey REFERENCES organizations,
    content bytea NOT NULL
  );
  CREATE INDEX evidence_details_org_id_idx ON evidence_details (org_id);
  CREATE TRIGGER evidence_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const calls = `
  CREATE TABLE idempotency_records (
    org_id text COLLATE "C" NOT NULL CONSTRAINT idempotency_records_org_id_fkey REFERENCES organizations,
    scope bytea NOT NULL,
    fingerprint bytea NOT NULL,
    signature bytea,
    status smallint NOT NULL,
    result_id text COLLATE "C",
    headers jsonb NOT NULL,
    answer bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_records_pkey PRIMARY KEY (org_id, scope)
  );
  CREATE UNIQUE INDEX idempotency_records_signature_key ON idempotency_records (org_id, signature) WHERE signature IS NOT NULL;
  CREATE INDEX idempotency_records_created_at_idx ON idempotency_records (created_at);

  CREATE TABLE rate_counters (
    org_id text COLLATE "C" CONSTRAINT rate_counters_pkey PRIMARY KEY
      CONSTRAINT rate_counters_org_id_fkey REFERENCES organizations,
    minute timestamptz NOT NULL,
    calls integer NOT NULL
  ) WITH (fillfactor = 50); -- updated on every create: room for the new version beside the old one
`;

const grants = `
  GRANT SELECT, INSERT, UPDATE ON organizations, api_keys, resources, groups, subjects, contacts, requests,
    request_subjects, credentials, notifications, idempotency_records, rate_counters TO placet_app;
  GRANT SELECT, INSERT ON documents, resource_versions, group_versions, group_resources, placements, evidence TO placet_app;
  GRANT SELECT, INSERT, DELETE ON evidence_details TO placet_app;

  -- The second door: looking up what a key or a link belongs to, claiming what is due, pruning.
  GRANT SELECT ON organizations, requests, credentials TO placet_system;
  GRANT SELECT, UPDATE ON api_keys, request_subjects, notifications TO placet_system;
  GRANT SELECT, UPDATE, DELETE ON idempotency_records TO placet_system;
  CREATE POLICY organizations_system ON organizations TO placet_system USING (true);
  CREATE POLICY api_keys_system ON api_keys TO placet_system USING (true);
  CREATE POLICY requests_system ON requests FOR SELECT TO placet_system USING (true);
  CREATE POLICY request_subjects_system ON request_subjects TO placet_system USING (true);
  CREATE POLICY credentials_system ON credentials FOR SELECT TO placet_system USING (true);
  CREATE POLICY notifications_system ON notifications TO placet_system USING (true);
  CREATE POLICY idempotency_records_system ON idempotency_records TO placet_system USING (true);
`;

/** Row-level security: a query that names no organization sees nothing and writes nothing, whoever owns the table. */
const wall = Object.entries(tenantTables)
  .map(
    ([table, column]) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (${column} = current_setting('app.org_id', true));`,
  )
  .join('\n');

/** Organizations, what can be asked for, people, requests, messages, evidence: the ground everything stands on. */
export class Foundation1769000000000 implements MigrationInterface {
  name = 'Foundation1769000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [roles, organizations, catalogue, people, asks, delivery, proof, calls, wall, grants]) {
      await runner.query(part);
    }
    await runner.query('GRANT SELECT ON schema_migrations TO placet_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${Object.keys(tenantTables).join(', ')} CASCADE`);
    await runner.query('DROP FUNCTION refuse_change()');
    await runner.query('REVOKE SELECT ON schema_migrations FROM placet_app');
    // The roles stay: they belong to the whole server, and another database may use them.
  }
}
