import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What following a request needs: when codes were sent again. */
export class Following1769203000000 implements MigrationInterface {
  name = 'Following1769203000000';

  async up(runner: QueryRunner): Promise<void> {
    // The sends on demand of the last hour, at most as many as an hour allows: the limit is the row, and the row is locked.
    await runner.query(`ALTER TABLE request_subjects ADD COLUMN codes_sent_at timestamptz[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE request_subjects DROP COLUMN codes_sent_at');
  }
}
