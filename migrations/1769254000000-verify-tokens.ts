import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The address where anybody checks a credential can no longer be counted up from another one: what is sealed from now on
 * has a random part in it. What was sealed before says its old address in what was signed, and keeps it.
 */
export class VerifyTokens1769254000000 implements MigrationInterface {
  name = 'VerifyTokens1769254000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sealings ADD COLUMN verify_token text COLLATE "C"
        CONSTRAINT sealings_verify_token_check CHECK (verify_token ~ '^[0-9a-f]{32}$');
      -- 122 bits of the database's own random source.
      ALTER TABLE sealings ALTER COLUMN verify_token SET DEFAULT replace(gen_random_uuid()::text, '-', '');
      UPDATE sealings SET verify_token = DEFAULT WHERE status = 'PENDING';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sealings DROP COLUMN verify_token');
  }
}
