import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { Envelopes, randomBase62, sha256 } from '../../platform/secrets';
import { ApiKey } from './api-key.entity';

export interface NewApiKey {
  name: string;
  description?: string;
  expiresAt?: Date;
  requireSignature?: boolean;
  minSignatureVersion?: 1 | 2;
  /** Brought along by an administrator instead of minted here; at least 32 characters each. */
  key?: string;
  signatureSecret?: string;
}

/** Both secrets in the clear: shown once, to whoever made the key. */
export interface MintedApiKey {
  id: string;
  key: string;
  signatureSecret: string;
}

export const SHORTEST_SECRET = 32;
/** How long a replaced secret still signs, unless told otherwise. */
const OVERLAP_HOURS = 24;

const INSERT = statement(
  'api-keys.insert',
  `INSERT INTO api_keys (id, org_id, name, description, key_hash, hint, secret, require_signature, min_signature_version, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const ROTATE = statement(
  'api-keys.rotate',
  `UPDATE api_keys SET previous_secret = secret, previous_secret_until = $4, secret = $3
   WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
);
const REVOKE = statement(
  'api-keys.revoke',
  'UPDATE api_keys SET revoked_at = $3 WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
);

/** API keys: made, listed, rotated, revoked. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async create(org: OrganizationId, wanted: NewApiKey): Promise<MintedApiKey> {
    const id = newId();
    const key = wanted.key ?? `placet_${randomBase62(30)}`;
    const signatureSecret = wanted.signatureSecret ?? newSignatureSecret();
    if (key.length < SHORTEST_SECRET || signatureSecret.length < SHORTEST_SECRET) {
      throw new Error(`An API key and its signature secret need at least ${SHORTEST_SECRET} characters each`);
    }
    const { name, description = null, requireSignature = true, minSignatureVersion = 1, expiresAt = null } = wanted;
    const secret = this.seal(id, signatureSecret);
    await this.unitOfWork.run(org, (tx) =>
      tx.query(INSERT, [
        id,
        org,
        name,
        description,
        sha256(key),
        key.slice(-4),
        secret,
        requireSignature,
        minSignatureVersion,
        expiresAt,
      ]),
    );
    return { id, key, signatureSecret };
  }

  list(org: OrganizationId): Promise<ApiKey[]> {
    return this.unitOfWork.read(org, (tx) =>
      tx.entities.find(ApiKey, { where: { organizationId: org }, order: { id: 'ASC' } }),
    );
  }

  /** A new signature secret; the old one signs for another `overlapHours`. Null when there is no such active key. */
  async rotate(org: OrganizationId, id: string, overlapHours = OVERLAP_HOURS): Promise<string | null> {
    const signatureSecret = newSignatureSecret();
    const until = new Date(this.clock.now().getTime() + overlapHours * 3_600_000);
    const rotated = await this.unitOfWork.run(org, (tx) =>
      tx.query(ROTATE, [org, id, this.seal(id, signatureSecret), until]),
    );
    return rotated.length === 1 ? signatureSecret : null;
  }

  /** At once and for good. False when there is no such active key. */
  async revoke(org: OrganizationId, id: string): Promise<boolean> {
    const revoked = await this.unitOfWork.run(org, (tx) => tx.query(REVOKE, [org, id, this.clock.now()]));
    return revoked.length === 1;
  }

  private seal(id: string, signatureSecret: string): Buffer {
    return this.envelopes.sealer().seal({ purpose: 'api-key.secret', row: id }, signatureSecret);
  }
}

const newSignatureSecret = (): string => `placet_${randomBase62(30)}`;
