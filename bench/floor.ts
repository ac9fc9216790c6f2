import { randomBytes } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';
import { newId } from '../src/platform/ids';
import type { Shape } from './shape';

/** Sealed envelopes are as long as the real ones, but not sealed: the floor pays for rows, not for cryptography. */
const CODE_ENVELOPE = randomBytes(280);
const LINK_ENVELOPE = randomBytes(117);
const HASH = randomBytes(32);

/**
 * The same rows as a create, by the least SQL that can write them: prepared statements, pipelined, one transaction, as the
 * owner without row-level security, without HTTP. What the database itself costs; nothing can be faster than this.
 */
export class Floor {
  private readonly idle: PoolClient[] = [];

  private constructor(
    private readonly pool: Pool,
    private readonly org: string,
  ) {}

  static open(url: string, org: string, connections: number): Floor {
    const pool = new Pool({ connectionString: url, max: connections, pipeline: true });
    pool.on('error', () => undefined); // the database stops before its connections do
    return new Floor(pool, org);
  }

  async close(): Promise<void> {
    for (const client of this.idle) client.release();
    await this.pool.end();
  }

  /** Some requests first, and statistics: plans made on empty tables measure nothing. */
  async fill(requests: number): Promise<void> {
    for (let i = 0; i < requests / 20; i++) await this.write({ contacts: 20, credentials: 1 });
    await this.pool.query('ANALYZE');
  }

  async write({ contacts, credentials }: Shape): Promise<void> {
    const client = this.idle.pop() ?? (await this.pool.connect());
    await this.count(client);
    const sent = [client.query('BEGIN'), ...this.rows(client, contacts, credentials), client.query('COMMIT')];
    await Promise.all(sent);
    this.idle.push(client);
  }

  /** The rate counter has its own transaction here as well, and does not wait for the disk. */
  private async count(client: PoolClient): Promise<void> {
    await Promise.all([
      client.query('BEGIN; SET LOCAL synchronous_commit = off'),
      client.query({
        name: 'floor.rate',
        text: `INSERT INTO rate_counters AS c VALUES ($1, date_trunc('minute', now()), 1)
               ON CONFLICT (org_id) DO UPDATE SET calls = CASE WHEN c.minute = excluded.minute THEN c.calls + 1 ELSE 1 END, minute = excluded.minute`,
        values: [this.org],
      }),
      client.query('COMMIT'),
    ]);
  }

  private rows(client: PoolClient, contacts: number, credentials: number): Promise<unknown>[] {
    const { org } = this;
    const now = new Date();
    const request = newId();
    const evidence = newId();
    const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    const people = many(contacts, newId);
    const entries = many(contacts, newId);
    const values = people.map((id) => `${id}@example.com`);
    const send = (name: string, text: string, parameters: unknown[]) =>
      client.query({ name: `floor.${name}`, text, values: parameters });
    return [
      send(
        'subjects',
        "INSERT INTO subjects (id, org_id, did) SELECT id, $1, 'did:via:humanos:user-' || id FROM unnest($2::text[]) id",
        [org, people],
      ),
      send(
        'contacts',
        `INSERT INTO contacts (org_id, value, type, subject_id) SELECT $1, value, 'EMAIL', id FROM unnest($2::text[], $3::text[]) AS t (value, id)`,
        [org, values, people],
      ),
      send(
        'requests',
        `INSERT INTO requests (id, org_id, name, security_level, code_delivery, language, expires_at, created_at, search) VALUES ($1, $2, 'Bench', 'CONTACT', 'SEND', 'ENG', $3, $3, $4)`,
        [request, org, now, searched(values, credentials)],
      ),
      send(
        'entries',
        `INSERT INTO request_subjects (id, org_id, request_id, position, subject_id, contact, contact_type, code_hash, code_expires_at, link_hash, link, created_at)
         SELECT id, $1, $2, position, subject_id, contact, 'EMAIL', $3, $4, link_hash, $5, $4
         FROM unnest($6::text[], $7::text[], $8::text[], $9::bytea[]) WITH ORDINALITY AS t (id, subject_id, contact, link_hash, position)`,
        [org, request, HASH, now, LINK_ENVELOPE, entries, people, values, many(contacts, () => randomBytes(32))],
      ),
      send(
        'credentials',
        `INSERT INTO credentials (id, org_id, request_id, position, type, name, required, data, data_in_order, digest, created_at, answerable_until)
         SELECT id, $1, $2, position, 'CONSENT', 'Consent', true, $3::json::jsonb, $3::json, $4, $5, $5 FROM unnest($6::text[]) WITH ORDINALITY AS t (id, position)`,
        [
          org,
          request,
          JSON.stringify([
            { label: 'text', type: 'string', value: 'I agree to number 1 of this request.', hidden: false },
          ]),
          HASH,
          now,
          many(credentials, newId),
        ],
      ),
      send(
        'notifications',
        `INSERT INTO notifications (id, org_id, request_id, entry_id, kind, channel, recipient, language, content, code_expires_at, next_attempt_at, created_at)
         SELECT id, $1, $2, entry_id, 'INVITATION', 'EMAIL', recipient, 'ENG', $3, $4, $4, $4 FROM unnest($5::text[], $6::text[], $7::text[]) AS t (id, entry_id, recipient)`,
        [org, request, CODE_ENVELOPE, now, many(contacts, newId), entries, values],
      ),
      send(
        'evidence',
        `WITH queued AS (INSERT INTO evidence_unlinked (org_id, evidence_id) VALUES ($2, $1))
         INSERT INTO evidence (id, org_id, kind, subject_id, occurred_at, salt, digest) VALUES ($1, $2, 'request.created', $3, $4, $5, $6)`,
        [evidence, org, request, now, HASH.subarray(0, 16), HASH],
      ),
      send('details', 'INSERT INTO evidence_details (evidence_id, org_id, content) VALUES ($1, $2, $3)', [
        evidence,
        org,
        Buffer.alloc(500 + 160 * contacts + 150 * credentials, 7),
      ]),
      send(
        'record',
        `INSERT INTO idempotency_records (org_id, scope, fingerprint, status, result_id, headers, answer) VALUES ($1, $2, $3, 201, $4, '{}', $5)`,
        [org, randomBytes(32), HASH, request, Buffer.alloc(120 + 260 * contacts + 130 * credentials, 7)],
      ),
    ];
  }
}

/** As long as the real one, and as different from row to row. */
const searched = (contacts: string[], credentials: number): string =>
  ['bench', ...contacts, ...Array.from({ length: credentials }, (_, i) => `consent ${i}`)].join('\n');
