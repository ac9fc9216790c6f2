import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Problem, requireVersion, type OrganizationId } from '../../platform/http';
import type { ResourceType } from './content';
import type { ResourceEntity } from './dto/resource-entity.dto';
import type { ReplaceResourceDto } from './dto/resource.dto';
import { noSuchResource } from './find-resource';
import { ResourceStore } from './resource-store';
import { ResourceTerms } from './resource-terms';
import { resourceView } from './resource-view';

/**
 * PUT /v1/resource/{id}: a new version, unless nothing changes. The row is locked, so that of two at once both become
 * versions; with `ifVersion`, only the one that knew the version before.
 */
@Injectable()
export class ReplaceResource {
  constructor(
    private readonly terms: ResourceTerms,
    private readonly store: ResourceStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(
    org: OrganizationId,
    id: string,
    dto: ReplaceResourceDto,
    ifVersion: number | null,
  ): Promise<ResourceEntity> {
    const prepared = await this.terms.read(org, await this.typeOf(org, id, dto), dto);
    return this.unitOfWork.run(org, async (tx) => {
      const version = await this.store.lock(tx, org, id);
      if (version === undefined) throw noSuchResource();
      requireVersion(version, ifVersion);
      this.terms.keepDocuments(tx, org, prepared);
      this.store.replace(tx, org, id, prepared.terms, dto.active ?? null, this.clock.now());
      return resourceView((await this.store.find(tx, org, id))!);
    });
  }

  /** A resource keeps its type. */
  private async typeOf(org: OrganizationId, id: string, dto: ReplaceResourceDto): Promise<ResourceType> {
    const row = await this.unitOfWork.read(org, (tx) => this.store.find(tx, org, id));
    if (!row) throw noSuchResource();
    if (dto.type == null || dto.type === row.type) return row.type;
    const message = `type must be ${row.type}: a resource keeps its type. Make a new one for a ${dto.type}.`;
    throw Problem.invalid([{ field: 'type', message }]);
  }
}
