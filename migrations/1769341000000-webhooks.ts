import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallOf } from './wall-of';

const webhooks = `
  -- The one set of an organization's secrets, sealed; the one before signs as well until previous_until.
  CREATE TABLE webhook_secrets (
    org_id text COLLATE "C" CONSTRAINT webhook_secrets_pkey PRIMARY KEY
      CONSTRAINT webhook_secrets_org_id_fkey REFERENCES organizations,
    secrets bytea NOT NULL,
    previous bytea,
    previous_until timestamptz,
    made_at timestamptz NOT NULL,
    CONSTRAINT webhook_secrets_previous_check CHECK ((previous IS NULL) = (previous_until IS NULL))
  );

  CREATE TABLE webhook_endpoints (
    id text COLLATE "C" CONSTRAINT webhook_endpoints_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT webhook_endpoints_org_id_fkey REFERENCES organizations,
    name text NOT NULL,
    url text NOT NULL,
    events text[] NOT NULL,
    active boolean NOT NULL,
    encrypted boolean NOT NULL,
    -- Since when every attempt has failed.
    failing_since timestamptz,
    disabled_reason text CONSTRAINT webhook_endpoints_disabled_reason_check CHECK (disabled_reason IN ('GONE', 'FAILING')),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Its log outlives it.
    deleted_at timestamptz,
    CONSTRAINT webhook_endpoints_active_check CHECK (NOT active OR (deleted_at IS NULL AND disabled_reason IS NULL))
  );
  CREATE INDEX webhook_endpoints_org_id_idx ON webhook_endpoints (org_id, id);

  -- One event for one endpoint: the queue and the log.
  CREATE TABLE webhook_deliveries (
    id text COLLATE "C" CONSTRAINT webhook_deliveries_pkey PRIMARY KEY,
    org_id text COLLATE "C" NOT NULL CONSTRAINT webhook_deliveries_org_id_fkey REFERENCES organizations,
    endpoint_id text COLLATE "C" NOT NULL CONSTRAINT webhook_deliveries_endpoint_id_fkey REFERENCES webhook_endpoints,
    event_type text NOT NULL,
    -- The same on every attempt and for every endpoint.
    event_id text COLLATE "C" NOT NULL,
    -- The fact that it tells, null for a test. No foreign key: both rows are written by one statement each, and facts stay.
    fact_id text COLLATE "C",
    occurred_at timestamptz NOT NULL,
    -- What is told, sealed: made at the first attempt and the same at every later one.
    payload bytea,
    status text NOT NULL DEFAULT 'PENDING'
      CONSTRAINT webhook_deliveries_status_check CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED', 'CANCELED')),
    attempts smallint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    lease_token uuid,
    created_at timestamptz NOT NULL,
    CONSTRAINT webhook_deliveries_event_key UNIQUE (endpoint_id, event_type, event_id)
  );
  CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (endpoint_id, next_attempt_at) WHERE status = 'PENDING';
  CREATE INDEX webhook_deliveries_log_idx ON webhook_deliveries (endpoint_id, id);
  CREATE INDEX webhook_deliveries_org_id_idx ON webhook_deliveries (org_id);
  CREATE INDEX webhook_deliveries_created_at_idx ON webhook_deliveries (created_at);

  CREATE TABLE webhook_attempts (
    delivery_id text COLLATE "C" NOT NULL
      CONSTRAINT webhook_attempts_delivery_id_fkey REFERENCES webhook_deliveries ON DELETE CASCADE,
    number integer NOT NULL,
    org_id text COLLATE "C" NOT NULL CONSTRAINT webhook_attempts_org_id_fkey REFERENCES organizations,
    at timestamptz NOT NULL,
    url text NOT NULL,
    duration_ms integer NOT NULL,
    -- Null when there was no answer; then error says why.
    response_status integer,
    response_beginning text,
    error text,
    CONSTRAINT webhook_attempts_pkey PRIMARY KEY (delivery_id, number)
  );
  CREATE INDEX webhook_attempts_org_id_idx ON webhook_attempts (org_id);
`;

const tables = ['webhook_secrets', 'webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'];

const grants = `
  GRANT SELECT, INSERT, UPDATE ON webhook_secrets, webhook_endpoints, webhook_deliveries TO placet_app;
  GRANT SELECT ON webhook_attempts TO placet_app;
  -- The loop claims what is due of all organizations, records what came of it, and knows which endpoints fail; the pruning
  -- job deletes what is old. What is told they do not open: that is done as the organization.
  GRANT SELECT (id, org_id, active, failing_since, disabled_reason, deleted_at), UPDATE (active, failing_since, disabled_reason, updated_at)
    ON webhook_endpoints TO placet_system;
  GRANT SELECT, UPDATE, DELETE ON webhook_deliveries TO placet_system;
  GRANT SELECT, INSERT, DELETE ON webhook_attempts TO placet_system;
  CREATE POLICY webhook_endpoints_system ON webhook_endpoints TO placet_system USING (true);
  CREATE POLICY webhook_deliveries_system ON webhook_deliveries TO placet_system USING (true);
  CREATE POLICY webhook_attempts_system ON webhook_attempts TO placet_system USING (true);
  -- Whoever waits for events asks how far the logs have got.
  GRANT SELECT (seq) ON evidence_heads TO placet_system;
`;

/** Endpoints that organizations are told events at, what was told and what came of each attempt. */
export class Webhooks1769341000000 implements MigrationInterface {
  name = 'Webhooks1769341000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [webhooks, wallOf(tables), grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT (seq) ON evidence_heads FROM placet_system');
    await runner.query(`DROP TABLE ${[...tables].reverse().join(', ')} CASCADE`);
  }
}
