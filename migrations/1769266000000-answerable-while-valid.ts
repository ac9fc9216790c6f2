import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ceases to hold can be answered until then only: an acceptance afterwards would be of nothing. New rows say so themselves. */
export class AnswerableWhileValid1769266000000 implements MigrationInterface {
  name = 'AnswerableWhileValid1769266000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE credentials NO FORCE ROW LEVEL SECURITY;
      UPDATE credentials SET answerable_until = valid_until WHERE valid_until < answerable_until AND status = 'PENDING';
      ALTER TABLE credentials FORCE ROW LEVEL SECURITY;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE credentials NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE requests NO FORCE ROW LEVEL SECURITY;
      UPDATE credentials c SET answerable_until = r.expires_at FROM requests r
      WHERE r.id = c.request_id AND c.valid_until < r.expires_at;
      ALTER TABLE requests FORCE ROW LEVEL SECURITY;
      ALTER TABLE credentials FORCE ROW LEVEL SECURITY;`);
  }
}
