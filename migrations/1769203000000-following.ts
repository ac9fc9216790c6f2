import type { MigrationInterface, QueryRunner } from 'typeorm';

/** FORCE binds the owner as well, who sees no row without an organization: lifted while rows of all are filled in. */
const everyRow = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`).join('; ');
const noRowAgain = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`).join('; ');

const fillSearch = `
  UPDATE requests r SET search = lower(concat_ws(E'\\n', r.name, r.internal_id,
    (SELECT string_agg(contact, E'\\n' ORDER BY position) FROM request_subjects WHERE request_id = r.id),
    (SELECT string_agg(name, E'\\n' ORDER BY position) FROM credentials WHERE request_id = r.id)))`;

/**
 * What finding and following requests needs: an index for every order and filter of the list, the text that a search looks
 * in, and when codes were sent again.
 */
export class Following1769203000000 implements MigrationInterface {
  name = 'Following1769203000000';

  async up(runner: QueryRunner): Promise<void> {
    // The sends on demand of the last hour, at most as many as an hour allows: the limit is the row, and the row is locked.
    await runner.query(`ALTER TABLE request_subjects ADD COLUMN codes_sent_at timestamptz[] NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE requests ADD COLUMN search text NOT NULL DEFAULT ''`);
    await runner.query(everyRow('requests', 'request_subjects', 'credentials'));
    await runner.query(fillSearch);
    await runner.query(noRowAgain('requests', 'request_subjects', 'credentials'));
    // Both are "trusted": whoever may create in this database may have them. They stay when this goes: others may use them.
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS btree_gin');
    await runner.query(`
      CREATE INDEX requests_newest_idx ON requests (org_id, created_at, id) INCLUDE (status);
      CREATE INDEX requests_status_idx ON requests (org_id, status, security_level, created_at, id) INCLUDE (expires_at);
      CREATE INDEX requests_internal_id_idx ON requests (org_id, internal_id) WHERE internal_id IS NOT NULL;
      -- A short list of what was added last: whoever searches reads it whole, whoever fills it up sorts it in.
      CREATE INDEX requests_search_idx ON requests USING gin (org_id, search gin_trgm_ops) WITH (gin_pending_list_limit = 512);
      CREATE INDEX request_subjects_person_idx ON request_subjects (org_id, subject_id, created_at, request_id);
      CREATE INDEX subjects_org_id_internal_id_idx ON subjects (org_id, internal_id) WHERE internal_id IS NOT NULL;
      DROP INDEX requests_org_id_idx, request_subjects_org_id_idx`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX requests_org_id_idx ON requests (org_id, id);
      CREATE INDEX request_subjects_org_id_idx ON request_subjects (org_id);
      DROP INDEX requests_newest_idx, requests_status_idx, requests_internal_id_idx, requests_search_idx,
        request_subjects_person_idx, subjects_org_id_internal_id_idx`);
    await runner.query('ALTER TABLE requests DROP COLUMN search');
    await runner.query('ALTER TABLE request_subjects DROP COLUMN codes_sent_at');
  }
}
