import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  { table: 'credentials', column: 'data' },
  { table: 'resource_versions', column: 'data' },
  { table: 'decisions', column: 'answers' },
  { table: 'mandates', column: 'constraints' },
];

/**
 * jsonb sorts the keys of an object. What people are shown keeps the order in which it was asked, so the text is kept beside
 * it: jsonb stays what is compared and searched, json what is shown. Rows of before have no text and are shown sorted, as
 * they always were. A column beside, and not another type: the statements that a running server has prepared stay valid.
 */
export class KeysInOrder1769262000000 implements MigrationInterface {
  name = 'KeysInOrder1769262000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column } of COLUMNS)
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN ${column}_in_order json,
          ADD CONSTRAINT ${table}_${column}_in_order_check CHECK (${column}_in_order::jsonb = ${column})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of COLUMNS) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}_in_order`);
  }
}
