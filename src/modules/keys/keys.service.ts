import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import { CurrentKeys } from './current-keys';
import type { PublishedKey } from './did-document';
import { viaDid, webDidOf, type DidHolder } from './did-names';
import { makeSigningKey, type SigningKey } from './signing-key';

const RETIRE = statement(
  'signing-keys.retire',
  `UPDATE signing_keys SET retired_at = $3
   WHERE org_id = $1 AND did = $2 AND retired_at IS NULL AND revoked_at IS NULL`,
);
const REVOKE = statement(
  'signing-keys.revoke',
  `UPDATE signing_keys SET revoked_at = coalesce(revoked_at, $4)
   WHERE org_id = $1 AND did = $2 AND public_key = $3 RETURNING id`,
);
const PUBLISHED = statement(
  'signing-keys.published',
  `SELECT public_key AS "publicKey", retired_at AS "retiredAt", revoked_at AS "revokedAt"
   FROM signing_keys WHERE org_id = $1 AND did = $2 ORDER BY created_at DESC, id DESC`,
);

/** DIDs of organizations and people, and the custodial Ed25519 keys behind them. */
@Injectable()
export class KeysService {
  constructor(
    private readonly settings: Settings,
    private readonly current: CurrentKeys,
  ) {}

  /** The DID of an organization or a person, from its 24-hex id and this server's namespace. */
  mintDid(holder: DidHolder, id: string): string {
    return viaDid(this.settings.DID_NAMESPACE, holder, id);
  }

  /** The name under which a holder signs: its did:web where PUBLIC_URL is https, so that anybody can resolve it; else its did:via. */
  issuerDid(did: string): string {
    return webDidOf(this.settings.PUBLIC_URL, did) ?? did;
  }

  /**
   * The current key of each DID, by DID; makes those that are missing, sealed by `sealer`. Two statements at most, three
   * when another transaction makes the same keys at the same moment: both get the same ones. The DIDs must be this
   * organization's own.
   */
  async ensureKeys(
    tx: Transaction,
    org: OrganizationId,
    dids: string[],
    at: Date,
    sealer: Sealer,
  ): Promise<Map<string, SigningKey>> {
    const keys = await this.current.find(tx, org, dids);
    const missing = [...new Set(dids)].filter((did) => !keys.has(did));
    if (missing.length === 0) return keys;
    const made = await Promise.all(missing.map((did) => makeSigningKey(did, sealer)));
    for (const key of await this.current.add(tx, org, made, at)) keys.set(key.did, key);
    const others = missing.filter((did) => !keys.has(did));
    for (const [did, key] of await this.current.find(tx, org, others)) keys.set(did, key);
    if (missing.some((did) => !keys.has(did))) throw new Error('A DID has neither a key nor room for one');
    return keys;
  }

  /** A new key for a DID. The one before it signs no more; what it has signed stays good. */
  async rotate(tx: Transaction, org: OrganizationId, did: string, at: Date, sealer: Sealer): Promise<SigningKey> {
    await tx.query(RETIRE, [org, did, at]);
    const keys = await this.ensureKeys(tx, org, [did], at, sealer);
    return keys.get(did)!;
  }

  /**
   * A key was compromised: it signs no more and nothing it has signed is good any longer. The next use of its DID makes a
   * new one. Answers whether the DID has such a key.
   */
  async revoke(tx: Transaction, org: OrganizationId, did: string, publicKey: string, at: Date): Promise<boolean> {
    const rows = await tx.query(REVOKE, [org, did, publicKey, at]);
    return rows.length > 0;
  }

  /** Every key a DID has had, newest first, as its DID document shows them. */
  published(tx: Transaction, org: OrganizationId, did: string): Promise<PublishedKey[]> {
    return tx.query<PublishedKey & object>(PUBLISHED, [org, did]);
  }
}
