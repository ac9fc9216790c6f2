import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { OrganizationId } from '../../platform/http';
import type { CodeDelivery, DocumentChangePolicy } from './organization-settings';

/** A tenant. */
@Entity('organizations')
@Unique('organizations_slug_key', ['slug'])
@Unique('organizations_did_key', ['did'])
@Check('organizations_slug_check', `slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'`)
@Check('organizations_code_delivery_check', `code_delivery IN ('SEND_AND_RETURN', 'SEND', 'RETURN')`)
@Check('organizations_code_length_check', 'code_length IN (6, 8)')
@Check('organizations_request_days_check', 'request_days BETWEEN 1 AND 365')
@Check('organizations_creates_per_minute_check', 'creates_per_minute > 0')
@Check('organizations_min_signature_version_check', 'min_signature_version IN (1, 2)')
@Check('organizations_final_signature_version_check', 'final_signature_version IN (1, 2)')
@Check('organizations_document_changes_check', `document_changes IN ('ALLOW', 'REFUSE')`)
@Check('organizations_logo_check', '(logo IS NULL) = (logo_type IS NULL)')
export class Organization {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'organizations_pkey' }) id: OrganizationId;
  @Column({ type: 'text' }) slug: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) did: string;
  @Column({ type: 'text', default: 'ENG' }) language: string;
  @Column({ type: 'text', nullable: true }) colour: string | null;
  @Column({ type: 'bytea', nullable: true }) logo: Buffer | null;
  @Column({ name: 'logo_type', type: 'text', nullable: true }) logoType: string | null;
  @Column({ name: 'code_delivery', type: 'text', default: 'SEND' }) codeDelivery: CodeDelivery;
  @Column({ name: 'code_length', type: 'smallint', default: 6 }) codeLength: number;
  @Column({ name: 'request_days', type: 'smallint', default: 30 }) requestDays: number;
  @Column({ name: 'default_country', type: 'text', nullable: true }) defaultCountry: string | null;
  @Column({ name: 'allowed_origins', type: 'text', array: true, default: '{}' }) allowedOrigins: string[];
  @Column({ name: 'creates_per_minute', type: 'integer', default: 60 }) createsPerMinute: number;
  @Column({ name: 'document_changes', type: 'text', default: 'ALLOW' }) documentChanges: DocumentChangePolicy;
  @Column({ name: 'min_signature_version', type: 'smallint', default: 1 }) minSignatureVersion: number;
  @Column({ name: 'final_signature_version', type: 'smallint', default: 1 }) finalSignatureVersion: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt: Date;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt: Date;
}
