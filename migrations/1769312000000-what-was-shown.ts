import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the last look showed when a person finished: whoever sends a form of another look later is told so. */
export class WhatWasShown1769312000000 implements MigrationInterface {
  name = 'WhatWasShown1769312000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE request_subjects ADD COLUMN shown_digest bytea
        CONSTRAINT request_subjects_shown_digest_check CHECK (octet_length(shown_digest) = 32)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE request_subjects DROP COLUMN shown_digest');
  }
}
