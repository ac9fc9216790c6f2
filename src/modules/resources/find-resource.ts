import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import { Problem, type FieldError, type OrganizationId } from '../../platform/http';
import { DocumentStore } from '../documents';
import type { ResourceEntity } from './dto/resource-entity.dto';
import type { ResourceRow } from './resource-row';
import { ResourceStore } from './resource-store';
import { documentOf, resourceView } from './resource-view';

/** GET /v1/resource/{id}: all of it, the PDF of a DOCUMENT too. */
@Injectable()
export class FindResource {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ResourceStore,
    private readonly documents: DocumentStore,
  ) {}

  async execute(org: OrganizationId, id: string): Promise<ResourceEntity> {
    const { row, pdf } = await this.withDocument(org, id);
    if (!row) throw noSuchResource();
    return resourceView(row, pdf);
  }

  /** The PDF of a DOCUMENT that a body names as `resourceId`, or why there is none. */
  async documentOf(org: OrganizationId, resourceId: string): Promise<{ pdf: Buffer } | FieldError> {
    const { row, pdf } = await this.withDocument(org, resourceId);
    if (pdf) return { pdf };
    const why = row
      ? `names "${row.name}", which is a ${row.type} and no DOCUMENT`
      : `${resourceId} is no resource of yours`;
    return { field: 'resourceId', message: `resourceId ${why}` };
  }

  private withDocument(org: OrganizationId, id: string): Promise<{ row?: ResourceRow; pdf: Buffer | null }> {
    return this.unitOfWork.read(org, async (tx) => {
      const row = await this.store.find(tx, org, id);
      const document = row && documentOf(row);
      return { row, pdf: document ? await this.documents.find(tx, org, document.sha256) : null };
    });
  }
}

/** The one answer for what is unknown, deleted, or another organization's. */
export const noSuchResource = (): Problem => new Problem('not_found', 'Resource not found');
