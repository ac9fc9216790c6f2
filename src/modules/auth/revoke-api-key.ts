import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import { Problem, type OrganizationId, type Principal } from '../../platform/http';
import { ApiKeysService } from './api-keys.service';
import { apiKeyView, type ApiKeyView } from './dto/api-key.dto';
import { FindApiKeys } from './find-api-keys';

/** Two calls that revoke the last two keys of an organization take turns here. */
const LOCK = statement('api-keys.lock', 'SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE');
const OTHERS = statement(
  'api-keys.others',
  `SELECT EXISTS (SELECT FROM api_keys WHERE org_id = $1 AND id <> $2 AND role = 'ADMIN' AND revoked_at IS NULL
     AND (expires_at IS NULL OR expires_at > $3)) AS some`,
);

/**
 * Ends a key at once and for good; a second time changes nothing. The key that makes the call may end itself, but the last
 * active one with the role ADMIN stays: no call could make another.
 */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: ApiKeysService,
    private readonly find: FindApiKeys,
    private readonly clock: Clock,
  ) {}

  execute({ organization: { id: org }, keyId }: Principal, id: string): Promise<ApiKeyView> {
    const now = this.clock.now();
    return this.unitOfWork.run(org, async (tx) => {
      await tx.query(LOCK, [org]);
      const key = await this.find.one(tx, org, id);
      if (!key) throw new Problem('not_found', 'API key not found');
      if (key.role === 'ADMIN' && apiKeyView(key, now).status === 'ACTIVE') await this.requireAnother(tx, org, id, now);
      await this.keys.end(tx, org, id, { keyId });
      return apiKeyView((await this.find.one(tx, org, id))!, now);
    });
  }

  private async requireAnother(tx: Transaction, org: OrganizationId, id: string, now: Date): Promise<void> {
    const [{ some }] = await tx.query<{ some: boolean }>(OTHERS, [org, id, now]);
    if (some) return;
    const detail = 'This is the last active API key with the role ADMIN: make another one first, then revoke this one';
    throw new Problem('last_api_key', detail);
  }
}
