import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { OrganizationId, Role } from '../../platform/http';

/** What a program of an organization proves itself with. The key is kept as a hash, its signature secret sealed. */
@Entity('api_keys')
@Index('api_keys_org_id_idx', ['organizationId'])
@Unique('api_keys_key_hash_key', ['keyHash'])
@Check('api_keys_role_check', `role IN ('READ', 'ASK', 'ADMIN')`)
@Check('api_keys_min_signature_version_check', 'min_signature_version IN (1, 2)')
@Check('api_keys_previous_secret_check', '(previous_secret IS NULL) = (previous_secret_until IS NULL)')
@ForeignKey('Organization', ['organizationId'], ['id'], { name: 'api_keys_org_id_fkey' })
export class ApiKey {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'api_keys_pkey' }) id: string;
  @Column({ name: 'org_id', type: 'text', collation: 'C' }) organizationId: OrganizationId;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', nullable: true }) description: string | null;
  @Column({ name: 'key_hash', type: 'bytea' }) keyHash: Buffer;
  /** The last four characters, to tell keys apart by. */
  @Column({ type: 'text' }) hint: string;
  @Column({ type: 'bytea' }) secret: Buffer;
  @Column({ name: 'previous_secret', type: 'bytea', nullable: true }) previousSecret: Buffer | null;
  @Column({ name: 'previous_secret_until', type: 'timestamptz', nullable: true }) previousSecretUntil: Date | null;
  @Column({ type: 'text', default: 'ADMIN' }) role: Role;
  @Column({ name: 'require_signature', type: 'boolean', default: true }) requireSignature: boolean;
  @Column({ name: 'min_signature_version', type: 'smallint', default: 1 }) minSignatureVersion: number;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt: Date | null;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
}
