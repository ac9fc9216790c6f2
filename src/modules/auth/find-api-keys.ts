import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import { COUNTED_EXACTLY, pageOf, type ListQuery, type OrganizationId, type Page } from '../../platform/http';
import { folded } from '../../platform/text-search';
import type { ApiKey } from './api-key.entity';

/** A key without its hash and secrets. */
export type ListedApiKey = Omit<ApiKey, 'organizationId' | 'keyHash' | 'secret' | 'previousSecret'>;

const LISTED = `id, name, description, hint, role, require_signature AS "requireSignature",
  min_signature_version AS "minSignatureVersion", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt", created_at AS "createdAt", previous_secret_until AS "previousSecretUntil"`;

/** `strpos` finds a part as it stands: nothing in it is a pattern. */
const MATCHING = `org_id = $1 AND ($2::text IS NULL OR strpos(folded(name || E'\\n' || coalesce(description, '')), $2) > 0)`;

const PAGE = statement(
  'api-keys.page',
  `SELECT ${LISTED} FROM api_keys WHERE ${MATCHING} AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4 OFFSET $5`,
);
const COUNT = statement(
  'api-keys.count',
  `SELECT count(*)::int AS count FROM (SELECT FROM api_keys WHERE ${MATCHING} LIMIT $3) counted`,
);
const ONE = statement(
  'api-keys.one',
  `SELECT ${LISTED} FROM api_keys WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2`,
);

/** What the API tells of keys: everything but what proves them. */
@Injectable()
export class FindApiKeys {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. */
  page(org: OrganizationId, query: ListQuery): Promise<Page<ListedApiKey>> {
    const { pageIndex, pageSize, cursor = null } = query;
    const search = query.search ? folded(query.search) : null;
    const skipped = cursor === null ? pageIndex * pageSize : 0;
    return this.unitOfWork.read(org, async (tx) => {
      const counting = tx.query<{ count: number }>(COUNT, [org, search, COUNTED_EXACTLY + 1]);
      const found = await tx.query<ListedApiKey>(PAGE, [org, search, cursor, pageSize + 1, skipped]);
      const [{ count }] = await counting;
      return pageOf(found, { count, exact: count <= COUNTED_EXACTLY }, query, ({ id }) => id);
    });
  }

  async one(tx: Transaction, org: OrganizationId, id: string): Promise<ListedApiKey | undefined> {
    return (await tx.query<ListedApiKey>(ONE, [org, id])).at(0);
  }
}
