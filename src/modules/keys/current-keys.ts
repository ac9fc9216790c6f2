import { Injectable } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { readPrivateKey, type NewSigningKey, type SigningKey } from './signing-key';

const CURRENT = statement(
  'signing-keys.current',
  `SELECT id, did, public_key, private_key FROM signing_keys
   WHERE org_id = $1 AND did = ANY($2) AND retired_at IS NULL AND revoked_at IS NULL`,
);
/** In the order of their DIDs, so that two transactions cannot wait for each other in a circle. */
const INSERT = statement(
  'signing-keys.insert',
  `INSERT INTO signing_keys (id, org_id, did, public_key, private_key, created_at)
   SELECT id, $1, did, public_key, private_key, $2
   FROM unnest($3::text[], $4::text[], $5::text[], $6::bytea[]) AS t (id, did, public_key, private_key) ORDER BY did
   ON CONFLICT (did) WHERE retired_at IS NULL AND revoked_at IS NULL DO NOTHING
   RETURNING id`,
);

interface CurrentRow {
  id: string;
  did: string;
  public_key: string;
  private_key: Buffer;
}

const REMEMBERED = 1000;

/** The stored keys that sign at present: one a DID, opened. */
@Injectable()
export class CurrentKeys {
  /** Opened private keys by row; a row's key never changes. */
  private readonly opened = new Map<string, KeyObject>();

  constructor(private readonly envelopes: Envelopes) {}

  /** Those of these DIDs that have one, by DID. */
  async find(tx: Transaction, org: OrganizationId, dids: string[]): Promise<Map<string, SigningKey>> {
    const rows = dids.length > 0 ? await tx.query<CurrentRow & object>(CURRENT, [org, dids]) : [];
    const keys = rows.map((row) => ({
      id: row.id,
      did: row.did,
      publicKey: row.public_key,
      privateKey: this.open(row),
    }));
    return new Map(keys.map((key) => [key.did, key]));
  }

  /** Stores new keys and answers those that were stored; for the others another transaction has made one meanwhile. */
  async add(tx: Transaction, org: OrganizationId, made: NewSigningKey[], at: Date): Promise<SigningKey[]> {
    const column = <K extends keyof NewSigningKey>(name: K) => made.map((key) => key[name]);
    const values = [org, at, column('id'), column('did'), column('publicKey'), column('sealed')];
    const stored = new Set((await tx.query<{ id: string }>(INSERT, values)).map(({ id }) => id));
    return made
      .filter(({ id }) => stored.has(id))
      .map(({ id, did, publicKey, privateKey }) => ({ id, did, publicKey, privateKey }));
  }

  private open({ id, private_key }: CurrentRow): KeyObject {
    const known = this.opened.get(id);
    if (known) return known;
    const key = readPrivateKey(this.envelopes.open({ purpose: 'signing-key', row: id }, private_key));
    if (this.opened.size >= REMEMBERED) this.opened.clear();
    this.opened.set(id, key);
    return key;
  }
}
