import { sql } from '../support/asking';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const grantsOf = async (role: string): Promise<string[]> => {
  const rows = await sql<{ line: string }>(
    database,
    `SELECT table_name || ': ' || string_agg(privilege_type, ' ' ORDER BY privilege_type) AS line
     FROM information_schema.role_table_grants WHERE grantee = $1 AND table_schema = 'public'
     GROUP BY table_name ORDER BY table_name`,
    [role],
  );
  return rows.map(({ line }) => line);
};

describe('What the roles may do', () => {
  it('the server: reads and adds everywhere, changes what changes, deletes details of evidence, what was linked, sessions that are over and what was attached in vain', async () => {
    expect(await grantsOf('placet_app')).toEqual([
      'api_keys: INSERT SELECT UPDATE',
      'assurances: INSERT SELECT',
      'attachments: DELETE INSERT SELECT UPDATE',
      'broken_seals: DELETE INSERT SELECT UPDATE',
      'contacts: INSERT SELECT UPDATE',
      'credentials: INSERT SELECT UPDATE',
      'debug_counters: INSERT SELECT UPDATE',
      'decision_documents: INSERT SELECT',
      'decision_marks: INSERT SELECT',
      'decisions: INSERT SELECT',
      'document_originals: INSERT SELECT',
      'documents: INSERT SELECT',
      'drafts: INSERT SELECT UPDATE',
      'evidence: INSERT SELECT',
      'evidence_checkpoints: INSERT SELECT',
      'evidence_details: DELETE INSERT SELECT',
      'evidence_heads: INSERT SELECT UPDATE',
      'evidence_link: INSERT SELECT',
      'evidence_unlinked: DELETE INSERT SELECT',
      'group_resources: INSERT SELECT',
      'group_versions: INSERT SELECT',
      'groups: INSERT SELECT UPDATE',
      'idempotency_records: INSERT SELECT UPDATE',
      'identities: INSERT SELECT',
      'identity_verifications: INSERT SELECT UPDATE',
      'mandate_limits: INSERT SELECT',
      'mandate_operations: INSERT SELECT UPDATE',
      'mandate_steps: INSERT SELECT',
      'mandates: INSERT SELECT UPDATE',
      'notifications: INSERT SELECT UPDATE',
      'organizations: INSERT SELECT UPDATE',
      'page_sessions: DELETE INSERT SELECT UPDATE',
      'placements: INSERT SELECT',
      'rate_counters: INSERT SELECT UPDATE',
      'request_subjects: INSERT SELECT UPDATE',
      'requests: INSERT SELECT UPDATE',
      'resource_versions: INSERT SELECT',
      'resources: INSERT SELECT UPDATE',
      'schema_migrations: SELECT',
      'seal_certificates: INSERT SELECT',
      'seal_renewals: DELETE INSERT SELECT UPDATE',
      'seal_revisions: INSERT SELECT',
      'sealings: INSERT SELECT UPDATE',
      'signing_keys: INSERT SELECT UPDATE',
      'status_entries: INSERT SELECT UPDATE',
      'status_lists: INSERT SELECT UPDATE',
      'subjects: INSERT SELECT UPDATE',
      'webhook_attempts: SELECT',
      'webhook_deliveries: INSERT SELECT UPDATE',
      'webhook_endpoints: INSERT SELECT UPDATE',
      'webhook_secrets: INSERT SELECT UPDATE',
      'withdrawals: INSERT SELECT',
    ]);
  });

  it('the second door: adds nothing but what came of a delivery and what the platform learns of a contact, deletes nothing but what is forgotten and what is over', async () => {
    expect(await grantsOf('placet_system')).toEqual([
      'api_keys: SELECT UPDATE',
      'attachments: DELETE',
      'credentials: SELECT',
      'evidence_unlinked: SELECT',
      'idempotency_records: DELETE SELECT UPDATE',
      'notifications: SELECT UPDATE',
      'organizations: SELECT',
      'platform_identities: INSERT SELECT UPDATE',
      'request_subjects: SELECT UPDATE',
      'requests: SELECT',
      'seal_certificates: SELECT',
      'webhook_attempts: DELETE INSERT SELECT',
      'webhook_deliveries: DELETE SELECT UPDATE',
    ]);
    const columns = await sql<{ line: string }>(
      database,
      `SELECT table_name || ': ' || string_agg(column_name, ' ' ORDER BY column_name) AS line
       FROM information_schema.column_privileges c WHERE grantee = 'placet_system' AND table_schema = 'public'
         AND NOT EXISTS (SELECT FROM information_schema.role_table_grants t
           WHERE t.grantee = c.grantee AND t.table_name = c.table_name AND t.privilege_type = c.privilege_type)
       GROUP BY table_name ORDER BY table_name`,
    );
    expect(columns.map(({ line }) => line)).toEqual([
      'attachments: credential_id entry_id sha256 until',
      'broken_seals: credential_id',
      'evidence_heads: org_id seq unsigned_since',
      'identity_verifications: id org_id state_hash',
      'seal_certificates: compromised_at',
      'seal_renewals: attempts attempts credential_id due_at due_at error lease_token lease_token org_id part',
      'seal_revisions: credential_id org_id sha256',
      'sealings: attempts attempts credential_id document_sha256 error evidence_sha256 lease_token lease_token next_attempt_at next_attempt_at org_id seal_fingerprint sealed_at status',
      'status_lists: id org_id',
      'subjects: did id org_id',
      'webhook_endpoints: active active deleted_at disabled_reason disabled_reason failing_since failing_since id org_id updated_at',
    ]);
  });

  it('neither can log in, own anything, or step around row-level security', async () => {
    const roles = await sql(
      database,
      `SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns
       FROM pg_roles r WHERE rolname IN ('placet_app', 'placet_system')`,
    );
    const nothing = {
      rolcanlogin: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    };
    expect(roles).toEqual(Array(2).fill({ ...nothing, owns: false }));
  });
});

describe('The wall', () => {
  it('of every table is one rule for reading and writing: the organization of the transaction', async () => {
    const policies = await sql<{ tablename: string; rule: string; cmd: string; roles: string; check: string | null }>(
      database,
      `SELECT tablename, qual AS rule, cmd, roles::text, with_check AS check FROM pg_policies
       WHERE policyname = tablename || '_of_organization' ORDER BY 1`,
    );
    const tables = await sql<{ name: string }>(
      database,
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%migrations'
       AND tablename NOT IN ('seal_certificates', 'platform_identities') ORDER BY 1`, // of no organization: published, and closed to all
    );
    expect(policies.map(({ tablename }) => tablename)).toEqual(tables.map(({ name }) => name));
    for (const { tablename, rule, cmd, roles, check } of policies) {
      const column = tablename === 'organizations' ? 'id' : 'org_id';
      expect(rule).toBe(`(NOT (${column} IS DISTINCT FROM current_setting('app.org_id'::text, true)))`);
      expect([cmd, roles, check]).toEqual(['ALL', '{public}', null]); // no check of its own: the rule holds for writes
    }
  });

  it('has its doors for the second role alone, each on a table it is granted', async () => {
    const doors = await sql<{ door: string }>(
      database,
      `SELECT tablename || ' ' || cmd AS door FROM pg_policies
       WHERE policyname <> tablename || '_of_organization' AND roles = '{placet_system}' ORDER BY 1`,
    );
    expect(doors.map(({ door }) => door)).toEqual([
      'api_keys ALL',
      'attachments ALL',
      'broken_seals ALL',
      'credentials SELECT',
      'evidence_heads SELECT',
      'evidence_unlinked SELECT',
      'idempotency_records ALL',
      'identity_verifications SELECT',
      'notifications ALL',
      'organizations ALL',
      'platform_identities ALL',
      'request_subjects ALL',
      'requests SELECT',
      'seal_renewals ALL',
      'seal_revisions ALL',
      'sealings ALL',
      'status_lists SELECT',
      'subjects SELECT',
      'webhook_attempts ALL',
      'webhook_deliveries ALL',
      'webhook_endpoints ALL',
    ]);
  });
});

describe('The look-up of an API key', () => {
  it('is a function that only the server may call, that sees what placet_system sees, on a fixed path', async () => {
    const [found] = await sql(
      database,
      `SELECT p.proowner::regrole::text AS owner, p.prosecdef AS definer, p.provolatile AS volatility, p.proconfig AS settings,
         ARRAY(SELECT grantee::regrole::text FROM aclexplode(p.proacl) ORDER BY 1) AS callers
       FROM pg_proc p WHERE p.proname = 'find_caller'`,
    );
    expect(found).toEqual({
      owner: 'placet_system',
      definer: true,
      volatility: 's',
      settings: ['search_path=public, pg_temp'],
      callers: ['placet_app', 'placet_system'],
    });
    const rights = `SELECT has_schema_privilege('placet_system', 'public', 'CREATE') AS may_create`;
    expect(await sql(database, rights)).toEqual([{ may_create: false }]);
  });
});

it('An index stands beside every foreign key', async () => {
  const unindexed = await sql<{ key: string }>(
    database,
    `SELECT c.conrelid::regclass || '.' || c.conname AS key FROM pg_constraint c
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = c.conrelid
         AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
         AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey)
     ORDER BY 1`,
  );
  expect(unindexed.map(({ key }) => key)).toEqual([]);
});
