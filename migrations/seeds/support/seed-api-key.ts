import { newId } from '../../../src/platform/ids';
import { sha256 } from '../../../src/platform/secrets';
import type { CheckedApiKey } from './check-api-key';
import { nameOf } from './declarations';
import type { Entry, Ledger } from './ledger';
import { SeedRefused } from './seed-refused';
import type { SeedTransaction } from './seed-transaction';

/** Stores the key; one that a `down` of the same organization had to keep works again. */
export async function makeApiKey(tx: SeedTransaction, ledger: Ledger, checked: CheckedApiKey): Promise<void> {
  const { declaration, key, secret, envelopes } = checked;
  const { name, description = null } = declaration.options;
  const known = await revokedBefore(tx, checked);
  const id = known ?? newId();
  const sealed = envelopes.sealer().seal({ purpose: 'api-key.secret', row: id }, secret);
  await tx.ask(
    `INSERT INTO api_keys (id, org_id, name, description, key_hash, hint, secret) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, description = EXCLUDED.description, secret = EXCLUDED.secret,
       previous_secret = NULL, previous_secret_until = NULL, revoked_at = NULL`,
    [id, tx.org, name, description, sha256(key), key.slice(-4), sealed],
  );
  await ledger.write({ kind: 'api-key', key: declaration.keyVariable, id });
  tx.lines.push(`${nameOf(declaration)} ${id}: ${known ? 'active again' : 'made'}, from ${declaration.keyVariable}`);
}

/** Deletes it when nothing was ever asked with it, else revokes it. */
export async function takeBackApiKey(tx: SeedTransaction, { id }: Entry): Promise<string> {
  if (await tx.deleted(['DELETE FROM api_keys WHERE org_id = $1 AND id = $2', [tx.org, id]])) return 'deleted';
  await tx.ask('UPDATE api_keys SET revoked_at = now() WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL', [
    tx.org,
    id,
  ]);
  return 'revoked: requests were made with it';
}

/** The id of this very key, when this organization had it and it was revoked. A key that is in use is refused. */
async function revokedBefore(tx: SeedTransaction, { declaration, key }: CheckedApiKey): Promise<string | undefined> {
  const [known] = await tx.askAcross<{ id: string; org_id: string; active: boolean }>(
    'SELECT id, org_id, revoked_at IS NULL AS active FROM api_keys WHERE key_hash = $1',
    [sha256(key)],
  );
  if (!known) return undefined;
  if (known.org_id === tx.org && !known.active) return known.id;
  throw new SeedRefused([
    `${tx.seed}: ${nameOf(declaration)}: the key in ${declaration.keyVariable} is in use already`,
  ]);
}
