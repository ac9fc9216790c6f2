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
   FROM status_lists l LEFT JOIN signing_keys k ON k.org_id IS NOT DISTINCT FROM $1 AND k.id = l.signed_with
   WHERE l.org_id IS NOT DISTINCT FROM $1 AND l.id = $2`,
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

/** How long a list counts once it was signed, and from when on the next reader signs it anew. */
const COUNTS_MS = 24 * 3600 * 1000;
const RENEWED_AFTER_MS = COUNTS_MS / 2;
/** For how long a copy need not be fetched again (`ttl`): as long as the answer says that it may be kept. */
const KEPT_COPY_MS = 300_000;

interface KeptRow {
  version: number;
  createdAt: Date;
  signed: string | null;
}

interface ListContent {
  issuer: string;
  createdAt: Date;
  revoked: number[];
  at: Date;
}

/** Status lists as anybody may fetch them: BitstringStatusListCredentials, signed by their organization. */
@Injectable()
export class HostedStatusLists {
  constructor(
    private readonly keys: KeysService,
    private readonly lists: StatusLists,
    private readonly envelopes: Envelopes,
  ) {}

  /** A list as JSON text, byte for byte the same until it changes or half its time is over. Null when there is no such list. */
  async read(tx: Transaction, org: OrganizationId, did: string, listId: string, at: Date): Promise<string | null> {
    const [list] = await tx.query<KeptRow & object>(KEPT, [org, listId]);
    if (!list) return null;
    if (list.signed && this.holds(list.signed, listId, at)) return list.signed;
    const [{ positions }] = await tx.query<{ positions: number[] }>(REVOKED, [org, listId]);
    const keys = await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer());
    const key = keys.get(did)!;
    const issuer = this.keys.issuerDid(did);
    const signed = JSON.stringify(
      secure(await this.unsigned(listId, { issuer, createdAt: list.createdAt, revoked: positions, at }), {
        verificationMethod: `${issuer}#${key.publicKey}`,
        key: key.privateKey,
        created: at,
        proofPurpose: 'assertionMethod',
      }),
    );
    await tx.query(KEEP, [org, listId, list.version, signed, key.id]);
    return signed;
  }

  private async unsigned(listId: string, { issuer, createdAt, revoked, at }: ListContent) {
    const id = this.lists.address(listId);
    return {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer,
      validFrom: createdAt.toISOString(),
      validUntil: new Date(at.getTime() + COUNTS_MS).toISOString(),
      credentialSubject: {
        id: `${id}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        ttl: KEPT_COPY_MS,
        encodedList: await encodeList(bitsWith(revoked)),
      },
    };
  }

  /** Whether it need not be signed anew. PUBLIC_URL may have changed since it was; lists used to count without end. */
  private holds(signed: string, listId: string, at: Date): boolean {
    const { id, validUntil } = JSON.parse(signed) as { id: string; validUntil?: string };
    const left = validUntil === undefined ? 0 : Date.parse(validUntil) - at.getTime();
    return id === this.lists.address(listId) && left > COUNTS_MS - RENEWED_AFTER_MS && left <= COUNTS_MS;
  }
}
