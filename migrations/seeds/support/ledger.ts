import { derivedId } from './derived-id';
import { SeedRefused } from './seed-refused';
import type { SeedTransaction } from './seed-transaction';

export type Kind = 'organization' | 'resource' | 'group' | 'api-key';

/** What one seed did with one thing: enough to take it back, whatever the seed's file says by then. */
export interface Entry {
  kind: Kind;
  key: string;
  id: string;
  /** Of a resource or a group: the version that the seed left current. */
  version?: number;
  /** Of a resource or a group: what it was before; absent when the seed made it. */
  before?: { version: number; active: boolean };
}

const TABLE = `
  CREATE TABLE seeded (
    seed text NOT NULL,
    position smallint NOT NULL,
    org_id text COLLATE "C" NOT NULL CONSTRAINT seeded_org_id_fkey REFERENCES organizations,
    kind text NOT NULL CONSTRAINT seeded_kind_check CHECK (kind IN ('organization', 'resource', 'group', 'api-key')),
    key text NOT NULL,
    id text COLLATE "C" NOT NULL,
    version integer,
    previous_version integer,
    previous_active boolean,
    CONSTRAINT seeded_pkey PRIMARY KEY (seed, position),
    CONSTRAINT seeded_previous_check CHECK ((previous_version IS NULL) = (previous_active IS NULL))
  );
  CREATE INDEX seeded_org_id_idx ON seeded (org_id, kind, key);
  ALTER TABLE seeded ENABLE ROW LEVEL SECURITY;
  ALTER TABLE seeded FORCE ROW LEVEL SECURITY;
  CREATE POLICY seeded_of_organization ON seeded USING (org_id = current_setting('app.org_id', true));
`;

/**
 * The table `seeded`: what seeds have made, for `down` and for later seeds that name it by its key. It belongs to the
 * seeds and comes with the first one; the server neither reads nor may read it.
 */
export class Ledger {
  private position = 0;

  constructor(private readonly tx: SeedTransaction) {}

  /** Makes the table if this is the first seed of the database. */
  async open(): Promise<void> {
    const [{ there }] = await this.tx.ask<{ there: boolean }>(`SELECT to_regclass('seeded') IS NOT NULL AS there`);
    if (!there) await this.tx.ask(TABLE);
  }

  /** The ids under which seeds of this organization have declared the keys, by key. */
  async find(kind: Kind, keys: string[]): Promise<Map<string, string>> {
    const sql = 'SELECT DISTINCT key, id FROM seeded WHERE org_id = $1 AND kind = $2 AND key = ANY($3)';
    const rows = await this.tx.ask<{ key: string; id: string }>(sql, [this.tx.org, kind, keys]);
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  /** The id of what is declared: the one it has already, the one the seed names, or the derived one. */
  async idFor(kind: Kind, key: string, named?: string): Promise<string> {
    const known = (await this.find(kind, [key])).get(key);
    if (known && named && known !== named) {
      throw new SeedRefused([`${this.tx.seed}: ${kind} "${key}": has the id ${known} already, not ${named}`]);
    }
    return known ?? named ?? derivedId(this.tx.seed, this.tx.slug, kind, key);
  }

  async write({ kind, key, id, version, before }: Entry): Promise<void> {
    await this.tx.ask(
      `INSERT INTO seeded (seed, position, org_id, kind, key, id, version, previous_version, previous_active)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [this.tx.seed, this.position++, this.tx.org, kind, key, id, version, before?.version, before?.active],
    );
  }

  /** What this seed did, the last first; forgotten from here on. */
  async tear(): Promise<Entry[]> {
    const rows = await this.tx.ask<Entry & { position: number }>(
      `DELETE FROM seeded WHERE org_id = $1 AND seed = $2 RETURNING position, kind, key, id, version,
         CASE WHEN previous_version IS NOT NULL
           THEN jsonb_build_object('version', previous_version, 'active', previous_active) END AS before`,
      [this.tx.org, this.tx.seed],
    );
    return rows.sort((a, b) => b.position - a.position);
  }
}
