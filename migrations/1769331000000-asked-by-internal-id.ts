import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests are found by the caller's id of what they ask. */
export class AskedByInternalId1769331000000 implements MigrationInterface {
  name = 'AskedByInternalId1769331000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX credentials_internal_id_idx ON credentials (org_id, internal_id) WHERE internal_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credentials_internal_id_idx');
  }
}
