import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { KeysService } from '../keys';
import { Organization } from './organization.entity';
import type { OrganizationSettings } from './organization-settings';
import type { Logo } from './picture';

const INSERT = statement(
  'organizations.insert',
  'INSERT INTO organizations (id, slug, name, did) VALUES ($1, $2, $3, $4)',
);
/** An absent setting arrives as null and keeps what was there; what is to be cleared is named in $13. */
const UPDATE = statement(
  'organizations.update',
  `UPDATE organizations SET
     name = coalesce($2, name), language = coalesce($3, language), code_delivery = coalesce($4, code_delivery),
     code_length = coalesce($5, code_length), request_days = coalesce($6, request_days),
     allowed_origins = coalesce($7, allowed_origins), creates_per_minute = coalesce($8, creates_per_minute),
     colour = CASE WHEN NOT 'colour' = ANY($13::text[]) THEN coalesce($9, colour) END,
     default_country = CASE WHEN NOT 'defaultCountry' = ANY($13) THEN coalesce($10, default_country) END,
     logo = CASE WHEN NOT 'logo' = ANY($13) THEN coalesce($11, logo) END,
     logo_type = CASE WHEN NOT 'logo' = ANY($13) THEN coalesce($12, logo_type) END,
     document_changes = coalesce($14, document_changes),
     min_signature_version = coalesce($15, min_signature_version),
     final_signature_version = coalesce($16, final_signature_version),
     updated_at = now()
   WHERE id = $1`,
);

/** The tenants and their settings. */
@Injectable()
export class OrganizationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
  ) {}

  /** Makes an organization under a slug that is not taken yet (23505 when it is). */
  async create(
    slug: string,
    name: string,
    settings: OrganizationSettings = {},
    logo?: Logo | null,
  ): Promise<Organization> {
    const id = newId() as OrganizationId;
    return this.unitOfWork.run(id, async (tx) => {
      await tx.query(INSERT, [id, slug, name, this.keys.mintDid('org', id)]);
      await this.configure(tx, id, settings, logo);
      return this.get(tx, id);
    });
  }

  /** Changes what `settings` and `logo` name; null clears what may be absent. */
  async configure(
    tx: Transaction,
    org: OrganizationId,
    settings: OrganizationSettings,
    logo?: Logo | null,
  ): Promise<void> {
    const { colour, defaultCountry } = settings;
    const cleared = Object.entries({ colour, defaultCountry, logo }).flatMap(([name, value]) =>
      value === null ? [name] : [],
    );
    const values = [
      ...[settings.name, settings.language, settings.codeDelivery, settings.codeLength, settings.requestDays],
      ...[settings.allowedOrigins, settings.createsPerMinute, colour, defaultCountry, logo?.bytes, logo?.contentType],
    ];
    const { documentChanges = null, minSignatureVersion = null, finalSignatureVersion = null } = settings;
    const later = [documentChanges, minSignatureVersion, finalSignatureVersion];
    await tx.query(UPDATE, [org, ...values.map((value) => value ?? null), cleared, ...later]);
  }

  async get(tx: Transaction, org: OrganizationId): Promise<Organization> {
    const organization = await tx.entities.findOneBy(Organization, { id: org });
    if (!organization) throw new Error(`No organization ${org}`);
    return organization;
  }

  /** The picture of an organization, if it has one. */
  async logo(org: OrganizationId): Promise<Logo | null> {
    const { logo, logoType } = await this.unitOfWork.read(org, (tx) => this.get(tx, org));
    return logo && logoType ? { contentType: logoType as Logo['contentType'], bytes: logo } : null;
  }

  /** All of them, by slug: for the administrator's command line only. */
  list(): Promise<Organization[]> {
    return this.unitOfWork.runAsSystem('admin.list-organizations', (tx) =>
      tx.entities.find(Organization, { order: { slug: 'ASC' } }),
    );
  }

  /** For the administrator's command line only: whoever else needs an organization knows its id. */
  bySlug(slug: string): Promise<Organization | null> {
    return this.unitOfWork.runAsSystem('admin.list-organizations', (tx) =>
      tx.entities.findOneBy(Organization, { slug }),
    );
  }
}
