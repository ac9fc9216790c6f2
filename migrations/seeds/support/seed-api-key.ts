import { newId } from '../../../src/platform/ids';
import { sha256 } from '../../../src/platform/secrets';
import type { CheckedApiKey } from './check-api-key';
import { nameOf } from './declarations';
import type { Entry, Ledger } from './ledger';
import { SeedRefused } from './seed-refused';
import type { SeedTransaction } from './seed-transaction';

/** Stores the key. One that was revoked, by whomever, never works again: a new value takes its place. */
export async function makeApiKey(tx: SeedTransaction, ledger: Ledger, checked: CheckedApiKey): Promise<void> {
  const { declaration, key, secret, envelopes } = checked;
  const { name, description = null } = declaration.options;
  await refuseKnown(tx, checked);
  const id = newId();
  const sealed = envelopes.sealer().seal({ purpose: 'api-key.secret', row: id }, secret);
  await tx.ask(
    'INSERT INTO api_keys (id, org_id, name, description, key_hash, hint, secret) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, tx.org, name, description, sha256(key), key.slice(-4), sealed],
  );
  await ledger.write({ kind: 'api-key', key: declaration.keyVariable, id });
  tx.lines.push(`${nameOf(declaration)} ${id}: made, from ${declaration.keyVariable}`);
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

async function refuseKnown(tx: SeedTransaction, { declaration, key }: CheckedApiKey): Promise<void> {
  const [known] = await tx.askAcross<{ org_id: string; active: boolean }>(
    'SELECT org_id, revoked_at IS NULL AS active FROM api_keys WHERE key_hash = $1',
    [sha256(key)],
  );
  if (!known) return;
  const { keyVariable, secretVariable } = declaration;
  const why =
    known.org_id === tx.org && !known.active
      ? `was revoked and never works again: set ${keyVariable} and ${secretVariable} to new values`
      : 'is in use already';
  throw new SeedRefused([`${tx.seed}: ${nameOf(declaration)}: the key in ${keyVariable} ${why}`]);
}
