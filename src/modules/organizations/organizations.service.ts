import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { KeysService } from '../keys';
import { Organization } from './organization.entity';
import type { OrganizationSettings } from './organization-settings';

/** A picture shown in messages and on pages; kept by us, so that nobody is tracked by fetching it. */
export interface Logo {
  contentType: 'image/png' | 'image/jpeg';
  bytes: Buffer;
}

const INSERT = statement(
  'organizations.insert',
  'INSERT INTO organizations (id, slug, name, did) VALUES ($1, $2, $3, $4)',
);
/** Absent settings arrive as null and keep what was there. */
const UPDATE = statement(
  'organizations.update',
  `UPDATE organizations SET
     name = coalesce($2, name), colour = coalesce($3, colour), language = coalesce($4, language),
     code_delivery = coalesce($5, code_delivery), code_length = coalesce($6, code_length),
     request_days = coalesce($7, request_days), default_country = coalesce($8, default_country),
     allowed_origins = coalesce($9, allowed_origins), creates_per_minute = coalesce($10, creates_per_minute),
     logo = coalesce($11, logo), logo_type = coalesce($12, logo_type), updated_at = now()
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
  async create(slug: string, name: string, settings: OrganizationSettings = {}): Promise<Organization> {
    const id = newId() as OrganizationId;
    return this.unitOfWork.run(id, async (tx) => {
      await tx.query(INSERT, [id, slug, name, this.keys.mintDid('org', id)]);
      await this.configure(tx, id, settings);
      return this.get(tx, id);
    });
  }

  /** Changes what `settings` names. */
  async configure(tx: Transaction, org: OrganizationId, settings: OrganizationSettings, logo?: Logo): Promise<void> {
    const {
      name,
      colour,
      language,
      codeDelivery,
      codeLength,
      requestDays,
      defaultCountry,
      allowedOrigins,
      createsPerMinute,
    } = settings;
    const values = [
      name,
      colour,
      language,
      codeDelivery,
      codeLength,
      requestDays,
      defaultCountry,
      allowedOrigins,
      createsPerMinute,
    ];
    await tx.query(UPDATE, [
      org,
      ...values.map((value) => value ?? null),
      logo?.bytes ?? null,
      logo?.contentType ?? null,
    ]);
  }

  async get(tx: Transaction, org: OrganizationId): Promise<Organization> {
    const organization = await tx.entities.findOneBy(Organization, { id: org });
    if (!organization) throw new Error(`No organization ${org}`);
    return organization;
  }

  /** All of them, by slug: for the administrator's command line only. */
  list(): Promise<Organization[]> {
    return this.unitOfWork.runAsSystem('admin.list-organizations', (tx) =>
      tx.entities.find(Organization, { order: { slug: 'ASC' } }),
    );
  }
}
