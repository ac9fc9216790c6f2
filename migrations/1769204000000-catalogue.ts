import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A resource or group that was deleted is gone from the catalogue for good; one that is merely inactive can come back.
 * Both stay as rows, because requests and versions refer to them.
 */
export class Catalogue1769204000000 implements MigrationInterface {
  name = 'Catalogue1769204000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['resources', 'groups']) {
      await runner.query(`
        ALTER TABLE ${table}
          ADD COLUMN deleted_at timestamptz,
          ADD CONSTRAINT ${table}_deleted_at_check CHECK (deleted_at IS NULL OR NOT active)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['resources', 'groups']) await runner.query(`ALTER TABLE ${table} DROP COLUMN deleted_at`);
  }
}
