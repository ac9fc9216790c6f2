import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who a person is, as a provider told, and what was kept for it, goes after a while where nobody agreed to pass it on. */
export class ForgetIdentities1769351000000 implements MigrationInterface {
  name = 'ForgetIdentities1769351000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX identity_verifications_sealed_idx ON identity_verifications (expires_at)
        WHERE content IS NOT NULL OR kept IS NOT NULL;
      -- What the columns hold is sealed; whether there is anything has to be seen for all organizations.
      GRANT SELECT (passed_on, content, kept, expires_at), UPDATE (content, kept) ON identity_verifications TO placet_system;
      DROP POLICY identity_verifications_system ON identity_verifications;
      CREATE POLICY identity_verifications_system ON identity_verifications TO placet_system USING (true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY identity_verifications_system ON identity_verifications;
      CREATE POLICY identity_verifications_system ON identity_verifications FOR SELECT TO placet_system USING (true);
      REVOKE SELECT (passed_on, content, kept, expires_at), UPDATE (content, kept) ON identity_verifications FROM placet_system;
      DROP INDEX identity_verifications_sealed_idx`);
  }
}
