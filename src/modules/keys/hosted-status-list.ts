import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { secure } from './data-integrity';
import { KeysService } from './keys.service';
import { bitsWith, encodeList } from './status-list';
import { StatusLists } from './status-lists.service';

/** A kept signature counts as long as nothing was revoked since and its key was not. */
const KEPT = statement(
  'status-lists.kept',
  `SELECT l.version, l.created_at AS "createdAt",
     CASE WHEN l.signed_version = l.version AND k.revoked_at IS NULL THEN l.signed END AS signed
   FROM status_lists l LEFT JOIN signing_keys k ON k.org_id = $1 AND k.id = l.signed_with
   WHERE l.org_id = $1 AND l.id = $2`,
);
const REVOKED = statement(
  'status-entries.revoked',
  `SELECT coalesce(array_agg(position), '{}') AS positions FROM status_entries
   WHERE org_id = $1 AND list_id = $2 AND revoked_at IS NOT NULL`,
);
/** Not when something was revoked meanwhile: the next reader signs anew. */
const KEEP = statement(
  'status-lists.keep',
  `UPDATE status_lists SET signed = $4, signed_version = $3, signed_with = $5
   WHERE org_id = $1 AND id = $2 AND version = $3`,
);

interface KeptRow {
  version: number;
  createdAt: Date;
  signed: string | null;
}

/** Status lists as anybody may fetch them: BitstringStatusListCredentials, signed by their organization. */
@Injectable()
export class HostedStatusLists {
  constructor(
    private readonly keys: KeysService,
    private readonly lists: StatusLists,
    private readonly envelopes: Envelopes,
  ) {}

  /** A list as JSON text, byte for byte the same until it changes; signed again only then. Null when there is no such list. */
  async read(tx: Transaction, org: OrganizationId, did: string, listId: string, at: Date): Promise<string | null> {
    const [list] = await tx.query<KeptRow & object>(KEPT, [org, listId]);
    if (!list) return null;
    if (list.signed && this.isOfThisAddress(list.signed, listId)) return list.signed;
    const [{ positions }] = await tx.query<{ positions: number[] }>(REVOKED, [org, listId]);
    const keys = await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer());
    const key = keys.get(did)!;
    const issuer = this.keys.issuerDid(did);
    const signed = JSON.stringify(
      secure(await this.unsigned(listId, issuer, list.createdAt, positions), {
        verificationMethod: `${issuer}#${key.publicKey}`,
        key: key.privateKey,
        created: at,
        proofPurpose: 'assertionMethod',
      }),
    );
    await tx.query(KEEP, [org, listId, list.version, signed, key.id]);
    return signed;
  }

  private async unsigned(listId: string, issuer: string, createdAt: Date, revoked: number[]) {
    const id = this.lists.address(listId);
    return {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer,
      validFrom: createdAt.toISOString(),
      credentialSubject: {
        id: `${id}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: await encodeList(bitsWith(revoked)),
      },
    };
  }

  /** PUBLIC_URL may have changed since it was signed. */
  private isOfThisAddress(signed: string, listId: string): boolean {
    return (JSON.parse(signed) as { id: string }).id === this.lists.address(listId);
  }
}
