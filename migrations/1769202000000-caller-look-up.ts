import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The look-up of an API key as one statement: it runs with the rights of placet_system, which owns it, and answers what
 * one key's hash opens, nothing else. Everybody but placet_app is kept from calling it.
 */
export class CallerLookUp1769202000000 implements MigrationInterface {
  name = 'CallerLookUp1769202000000';

  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as { schema: string }[];
    await runner.query(`
      CREATE FUNCTION find_caller(hash bytea, at timestamptz)
      RETURNS TABLE (key_id text, require_signature boolean, min_signature_version smallint, expires_at timestamptz,
        secret bytea, previous_secret bytea, last_used_at timestamptz, organization jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
        SELECT k.id, k.require_signature, k.min_signature_version, k.expires_at, k.secret,
          CASE WHEN k.previous_secret_until > at THEN k.previous_secret END, k.last_used_at,
          jsonb_build_object('id', o.id, 'did', o.did, 'name', o.name, 'language', o.language,
            'codeDelivery', o.code_delivery, 'codeLength', o.code_length, 'requestDays', o.request_days,
            'defaultCountry', o.default_country, 'createsPerMinute', o.creates_per_minute)
        FROM api_keys k JOIN organizations o ON o.id = k.org_id
        WHERE k.key_hash = hash AND k.revoked_at IS NULL
      $$`);
    // To own something in a schema a role must be allowed to create there; only for as long as that takes.
    await runner.query(`
      GRANT CREATE ON SCHEMA ${schema} TO placet_system;
      ALTER FUNCTION find_caller(bytea, timestamptz) OWNER TO placet_system;
      REVOKE CREATE ON SCHEMA ${schema} FROM placet_system`);
    await runner.query(`
      SET LOCAL ROLE placet_system;
      REVOKE ALL ON FUNCTION find_caller(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION find_caller(bytea, timestamptz) TO placet_app;
      RESET ROLE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION find_caller(bytea, timestamptz)');
  }
}
