import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a request expired becomes a fact, once. What expired before this is not told any more. */
export class ExpiryIsAFact1769340000000 implements MigrationInterface {
  name = 'ExpiryIsAFact1769340000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE requests ADD COLUMN expiry_logged_at timestamptz;
      -- FORCE binds the owner as well, who sees no row without an organization: lifted while rows of all are filled in.
      ALTER TABLE requests NO FORCE ROW LEVEL SECURITY;
      UPDATE requests SET expiry_logged_at = now() WHERE status = 'PENDING' AND expires_at <= now();
      ALTER TABLE requests FORCE ROW LEVEL SECURITY;
      CREATE INDEX requests_expiring_idx ON requests (expires_at) WHERE status = 'PENDING' AND expiry_logged_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE requests DROP COLUMN expiry_logged_at');
  }
}
