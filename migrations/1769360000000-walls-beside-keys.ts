import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The wall around an organization's rows says the same in words that no index can serve. With `=` it can be what a plan looks
 * rows up by: on tables that are still empty that seems as good as a key, and the plan, kept while the tables grow, then
 * reads everything the organization has. `org_id` is never null, so a setting that is missing still matches nothing.
 */
export class WallsBesideKeys1769360000000 implements MigrationInterface {
  name = 'WallsBesideKeys1769360000000';

  up(runner: QueryRunner): Promise<void> {
    return say(runner, '=', 'IS NOT DISTINCT FROM');
  }

  down(runner: QueryRunner): Promise<void> {
    return say(runner, 'IS NOT DISTINCT FROM', '=');
  }
}

/** PostgreSQL writes `a IS NOT DISTINCT FROM b` back as `NOT (a IS DISTINCT FROM b)`. */
async function say(runner: QueryRunner, before: string, after: string): Promise<void> {
  const mark = before === '=' ? '=' : 'IS DISTINCT FROM';
  await runner.query(`
    DO $$
    DECLARE wall record;
    BEGIN
      FOR wall IN
        SELECT tablename, policyname, substring(qual FROM '(\\w+) ${mark} current_setting') AS of_organization
        FROM pg_policies WHERE schemaname = 'public' AND qual ~ '\\w+ ${mark} current_setting\\(''app\\.org_id''::text, true\\)'
      LOOP
        EXECUTE format('ALTER POLICY %I ON %I USING (%I ${after} current_setting(''app.org_id'', true))',
          wall.policyname, wall.tablename, wall.of_organization);
      END LOOP;
    END $$`);
}
