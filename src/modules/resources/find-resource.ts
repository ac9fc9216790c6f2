import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import { Problem, type OrganizationId } from '../../platform/http';
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
    return resourceView(row, pdf);
  }

  /** The resource, and the bytes of its document if it is about one. */
  async withDocument(org: OrganizationId, id: string): Promise<{ row: ResourceRow; pdf: Buffer | null }> {
    return this.unitOfWork.read(org, async (tx) => {
      const row = await this.store.find(tx, org, id);
      if (!row) throw noSuchResource();
      const document = documentOf(row);
      const pdf = document ? await this.documents.bytes(tx, org, document.sha256) : null;
      return { row, pdf };
    });
  }
}

/** The one answer for what is unknown, deleted, or another organization's. */
export const noSuchResource = (): Problem => new Problem('not_found', 'Resource not found');
