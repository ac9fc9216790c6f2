import { createHash } from 'node:crypto';
import { Client } from 'pg';

const CHUNK = 50_000;

export interface Filling {
  org: string;
  /** Numbers of the first request and of the one after the last: a greater number is a newer request. */
  from: number;
  until: number;
  /** When request number 0 would have been made: they lie 30 seconds apart, so that a million of them fill a year. */
  start: Date;
}

/**
 * Requests of one organization by SQL, one contact and one consent each. States, levels and names are mixed as they may be
 * in real life; every fiftieth goes to one and the same person.
 */
export async function fillRequests(url: string, { org, from, until, start }: Filling): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET synchronous_commit = off; SELECT set_config('app.org_id', '${org}', false)`);
  const { rows: search } = await client.query<{ definition: string }>(
    `SELECT pg_get_indexdef('requests_search_idx'::regclass) AS definition`,
  );
  await client.query('DROP INDEX requests_search_idx'); // built at once it takes a tenth of the time
  for (let first = from; first < until; first += CHUNK) {
    const rows = `FROM generate_series(${first}, ${Math.min(first + CHUNK, until) - 1}) n`;
    for (const insert of inserts(org, rows, start.toISOString())) await client.query(insert);
  }
  await client.query(search[0].definition);
  // What autovacuum would have done long ago on a table that grew over a year.
  for (const table of ['requests', 'request_subjects', 'credentials', 'contacts', 'subjects'])
    await client.query(`VACUUM (ANALYZE) ${table}`);
  await client.end();
}

/** The ids of row number `n`: `kind` tells the tables apart. */
export const filledId = (kind: 'a' | 'b' | 'c' | 'd', n: number): string =>
  `5eed000${kind}${n.toString(16).padStart(16, '0')}`;

export const filledContact = (n: number): string =>
  n % 50 === 0 ? 'everybody@bench.example' : `person-${n}@bench.example`;

/** The end of its name: one in 20,000 has the same. */
export const filledName = (n: number): string =>
  createHash('md5')
    .update(String(n % 20_000))
    .digest('hex')
    .slice(0, 8);

const idOf = (kind: string, n = 'n'): string => `'5eed000${kind}' || lpad(to_hex(${n}), 16, '0')`;
const PERSON = `${idOf('a', 'CASE WHEN n % 50 = 0 THEN 0 ELSE n END')}`;
const CONTACT = `CASE WHEN n % 50 = 0 THEN 'everybody' ELSE 'person-' || n END || '@bench.example'`;

function inserts(org: string, rows: string, start: string): string[] {
  const madeAt = `'${start}'::timestamptz + n * interval '30 seconds'`;
  return [
    `INSERT INTO subjects (id, org_id, did) SELECT ${PERSON}, '${org}', 'did:via:bench:user-' || ${PERSON} ${rows} ON CONFLICT DO NOTHING`,
    `INSERT INTO contacts (org_id, value, type, subject_id) SELECT '${org}', ${CONTACT}, 'EMAIL', ${PERSON} ${rows} ON CONFLICT DO NOTHING`,
    `INSERT INTO requests (id, org_id, name, internal_id, security_level, code_delivery, language, status, expires_at, created_at,
       canceled_at, settled_at, search)
     SELECT ${idOf('b')}, '${org}', name, internal_id, CASE WHEN n % 1000 = 1 THEN 'ORGANIZATION_KYC' ELSE 'CONTACT' END, 'SEND', 'ENG',
       status, at + interval '30 days', at, CASE WHEN status = 'CANCELED' THEN at END,
       CASE WHEN status IN ('COMPLETED', 'REJECTED') THEN at END,
       lower(concat_ws(E'\\n', name, internal_id, ${CONTACT}, 'Consent ' || n % 5000))
     ${rows} CROSS JOIN LATERAL (SELECT 'Trip to ' || substr(md5((n % 20000)::text), 1, 8) AS name, 'order-' || n AS internal_id,
       (ARRAY['COMPLETED', 'PENDING', 'REJECTED', 'PENDING', 'CANCELED'])[1 + width_bucket(n % 100, ARRAY[70, 90, 95, 99])] AS status,
       ${madeAt} AS at) made`,
    `INSERT INTO request_subjects (id, org_id, request_id, position, subject_id, contact, contact_type, code_hash, code_expires_at,
       link_hash, link, created_at)
     SELECT ${idOf('c')}, '${org}', ${idOf('b')}, 0, ${PERSON}, ${CONTACT}, 'EMAIL', sha256('code'), ${madeAt}, sha256(n::text::bytea),
       decode(repeat('00', 117), 'hex'), ${madeAt} ${rows}`,
    `INSERT INTO credentials (id, org_id, request_id, position, type, name, required, data, digest, created_at, answerable_until)
     SELECT ${idOf('d')}, '${org}', ${idOf('b')}, 0, 'CONSENT', 'Consent ' || n % 5000, true,
       '[{"label": "text", "type": "string", "value": "I agree to all of this.", "hidden": false}]', sha256('shown'), ${madeAt},
       ${madeAt} + interval '30 days' ${rows}`,
  ];
}
