import type { MigrationInterface, QueryRunner } from 'typeorm';

/** FORCE binds the owner as well, who sees no row without an organization: lifted while rows of all are filled in. */
const everyRow = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`).join('; ');
const noRowAgain = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`).join('; ');

/**
 * What a request and its credentials become. A credential carries why it ended and until when it can be decided, so that
 * whoever reads it need not know the request.
 */
export class Lifecycle1769200000000 implements MigrationInterface {
  name = 'Lifecycle1769200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE requests
        ADD COLUMN canceled_at timestamptz,
        ADD COLUMN settled_at timestamptz,
        ADD CONSTRAINT requests_canceled_at_check CHECK ((canceled_at IS NOT NULL) = (status = 'CANCELED')),
        ADD CONSTRAINT requests_settled_at_check CHECK ((settled_at IS NOT NULL) = (status IN ('COMPLETED', 'REJECTED')))`);
    await runner.query(`
      ALTER TABLE credentials
        ADD COLUMN status_reason text
          CONSTRAINT credentials_status_reason_check CHECK (status_reason IN ('REVOKED', 'WITHDRAWN', 'CANCELED', 'SKIPPED')),
        ADD COLUMN answerable_until timestamptz,
        ADD COLUMN decided_at timestamptz,
        ADD COLUMN revoked_at timestamptz,
        ADD CONSTRAINT credentials_revoked_check CHECK ((status_reason IS NOT NULL) = (status = 'REVOKED'))`);
    await runner.query(everyRow('credentials', 'requests'));
    await runner.query(`
      UPDATE credentials c SET answerable_until = r.expires_at FROM requests r WHERE r.id = c.request_id`);
    await runner.query(noRowAgain('credentials', 'requests'));
    await runner.query('ALTER TABLE credentials ALTER COLUMN answerable_until SET NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE credentials
        DROP COLUMN status_reason, DROP COLUMN answerable_until, DROP COLUMN decided_at, DROP COLUMN revoked_at`);
    await runner.query('ALTER TABLE requests DROP COLUMN canceled_at, DROP COLUMN settled_at');
  }
}
