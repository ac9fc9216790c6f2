import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an API key may do, which key made it, and which signature versions an organization wants of its keys. The look-up
 * of a caller answers them as well. Keys that exist keep all rights.
 */
export class KeyRoles1769333000000 implements MigrationInterface {
  name = 'KeyRoles1769333000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys
        ADD role text NOT NULL DEFAULT 'ADMIN'
          CONSTRAINT api_keys_role_check CHECK (role IN ('READ', 'ASK', 'ADMIN'));
      ALTER TABLE organizations
        ADD min_signature_version smallint NOT NULL DEFAULT 1
          CONSTRAINT organizations_min_signature_version_check CHECK (min_signature_version IN (1, 2)),
        ADD final_signature_version smallint NOT NULL DEFAULT 1
          CONSTRAINT organizations_final_signature_version_check CHECK (final_signature_version IN (1, 2))`);
    await runner.query('DROP FUNCTION find_caller(bytea, timestamptz)');
    await makeLookUp(
      runner,
      'key_id text, role text, require_signature boolean, min_signature_version smallint',
      'k.id, k.role, k.require_signature, k.min_signature_version',
      `, 'minSignatureVersion', o.min_signature_version, 'finalSignatureVersion', o.final_signature_version`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION find_caller(bytea, timestamptz)');
    await makeLookUp(
      runner,
      'key_id text, require_signature boolean, min_signature_version smallint',
      'k.id, k.require_signature, k.min_signature_version',
      '',
    );
    await runner.query(`
      ALTER TABLE organizations DROP min_signature_version, DROP final_signature_version;
      ALTER TABLE api_keys DROP role`);
  }
}

/** Owned by placet_system, whose rights it works with; only placet_app may call it. */
async function makeLookUp(runner: QueryRunner, columns: string, values: string, settings: string): Promise<void> {
  const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as { schema: string }[];
  await runner.query(`
    CREATE FUNCTION find_caller(hash bytea, at timestamptz)
    RETURNS TABLE (${columns}, expires_at timestamptz, secret bytea, previous_secret bytea, last_used_at timestamptz,
      organization jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
      SELECT ${values}, k.expires_at, k.secret,
        CASE WHEN k.previous_secret_until > at THEN k.previous_secret END, k.last_used_at,
        jsonb_build_object('id', o.id, 'did', o.did, 'name', o.name, 'language', o.language,
          'codeDelivery', o.code_delivery, 'codeLength', o.code_length, 'requestDays', o.request_days,
          'defaultCountry', o.default_country, 'createsPerMinute', o.creates_per_minute${settings})
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
