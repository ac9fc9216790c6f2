import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId, Role } from '../../platform/http';
import { newId } from '../../platform/ids';
import { Envelopes, randomBase62, sha256 } from '../../platform/secrets';
import { EvidenceService, type EvidenceKind } from '../evidence';
import { ApiKey } from './api-key.entity';

export interface NewApiKey {
  name: string;
  description?: string;
  expiresAt?: Date;
  /** ADMIN unless named. */
  role?: Role;
  requireSignature?: boolean | null;
  minSignatureVersion?: 1 | 2 | null;
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

/** Who makes, rotates or revokes a key: a key of the same organization by its id, or an administrator by the command line. */
export type KeyKeeper = { keyId: string | null } | 'ADMINISTRATOR';

export const SHORTEST_SECRET = 32;
/** How long a replaced secret still signs, unless told otherwise. */
export const OVERLAP_HOURS = 24;
/** A week: by the API and by the administrator's command. */
export const LONGEST_OVERLAP_HOURS = 168;

const INSERT = statement(
  'api-keys.insert',
  `INSERT INTO api_keys (id, org_id, name, description, key_hash, hint, secret, require_signature, min_signature_version, expires_at, role)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
const ROTATE = statement(
  'api-keys.rotate',
  `UPDATE api_keys SET previous_secret = secret, previous_secret_until = $4, secret = $3
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
);
const REVOKE = statement(
  'api-keys.revoke',
  'UPDATE api_keys SET revoked_at = $3 WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
);

/**
 * API keys: made, listed, rotated, revoked; each in the caller's transaction, or in one of its own. Each change is a fact in
 * the evidence, which says who made it.
 */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
    private readonly evidence: EvidenceService,
  ) {}

  create(org: OrganizationId, wanted: NewApiKey): Promise<MintedApiKey> {
    return this.unitOfWork.run(org, (tx) => this.add(tx, org, wanted, 'ADMINISTRATOR'));
  }

  async add(tx: Transaction, org: OrganizationId, wanted: NewApiKey, by: KeyKeeper): Promise<MintedApiKey> {
    const minted = {
      id: newId(),
      key: wanted.key ?? `placet_${randomBase62(30)}`,
      signatureSecret: wanted.signatureSecret ?? newSignatureSecret(),
    };
    const { id, key, signatureSecret } = minted;
    if (key.length < SHORTEST_SECRET || signatureSecret.length < SHORTEST_SECRET) {
      throw new Error(`An API key and its signature secret need at least ${SHORTEST_SECRET} characters each`);
    }
    const { name, description = null, expiresAt = null, role = 'ADMIN' } = wanted;
    const requireSignature = wanted.requireSignature ?? true;
    const minSignatureVersion = wanted.minSignatureVersion ?? 1;
    await tx.query(INSERT, [
      ...[id, org, name, description, sha256(key), key.slice(-4), this.seal(id, signatureSecret)],
      ...[requireSignature, minSignatureVersion, expiresAt, role],
    ]);
    const terms = { role, requireSignature, minSignatureVersion, expiresAt: expiresAt?.toISOString() ?? null };
    this.tell(tx, org, 'key.made', id, by, { name, hint: key.slice(-4), ...terms });
    return minted;
  }

  list(org: OrganizationId): Promise<ApiKey[]> {
    return this.unitOfWork.read(org, (tx) =>
      tx.entities.find(ApiKey, { where: { organizationId: org }, order: { id: 'ASC' } }),
    );
  }

  /** A new signature secret; the old one signs for another `overlapHours`. Null when there is no such active key. */
  rotate(org: OrganizationId, id: string, overlapHours = OVERLAP_HOURS): Promise<string | null> {
    return this.unitOfWork.run(org, (tx) => this.renew(tx, org, id, overlapHours, 'ADMINISTRATOR'));
  }

  async renew(
    tx: Transaction,
    org: OrganizationId,
    id: string,
    overlapHours: number,
    by: KeyKeeper,
  ): Promise<string | null> {
    const signatureSecret = newSignatureSecret();
    const until = new Date(this.clock.now().getTime() + overlapHours * 3_600_000);
    const renewed = await tx.query(ROTATE, [org, id, this.seal(id, signatureSecret), until]);
    if (renewed.length === 0) return null;
    this.tell(tx, org, 'key.rotated', id, by, { oldSecretSignsUntil: until.toISOString() });
    return signatureSecret;
  }

  /** At once and for good. False when there is no such active key. */
  revoke(org: OrganizationId, id: string): Promise<boolean> {
    return this.unitOfWork.run(org, (tx) => this.end(tx, org, id, 'ADMINISTRATOR'));
  }

  async end(tx: Transaction, org: OrganizationId, id: string, by: KeyKeeper): Promise<boolean> {
    const ended = (await tx.query(REVOKE, [org, id, this.clock.now()])).length === 1;
    if (ended) this.tell(tx, org, 'key.revoked', id, by);
    return ended;
  }

  private tell(
    tx: Transaction,
    org: OrganizationId,
    kind: EvidenceKind,
    subjectId: string,
    by: KeyKeeper,
    more: object = {},
  ): void {
    const details = { by: by === 'ADMINISTRATOR' ? 'administrator' : (by.keyId ?? 'anonymous'), ...more };
    this.evidence.append(
      tx,
      org,
      [{ kind, subjectId, occurredAt: this.clock.now(), details }],
      this.envelopes.sealer(),
    );
  }

  private seal(id: string, signatureSecret: string): Buffer {
    return this.envelopes.sealer().seal({ purpose: 'api-key.secret', row: id }, signatureSecret);
  }
}

const newSignatureSecret = (): string => `placet_${randomBase62(30)}`;
