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
    // What a group holds, and what holds a resource, is always asked within an organization. With one index for both parts,
    // no plan can pick the one that reads all groups of the organization, not even a plan made while there were none.
    await runner.query(`
      CREATE INDEX group_resources_resource_idx ON group_resources (resource_id, org_id);
      CREATE INDEX group_resources_version_idx ON group_resources (org_id, group_version_id);
      DROP INDEX group_resources_resource_id_idx, group_resources_org_id_idx`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX group_resources_resource_id_idx ON group_resources (resource_id);
      CREATE INDEX group_resources_org_id_idx ON group_resources (org_id);
      DROP INDEX group_resources_resource_idx, group_resources_version_idx`);
    for (const table of ['resources', 'groups']) await runner.query(`ALTER TABLE ${table} DROP COLUMN deleted_at`);
  }
}
