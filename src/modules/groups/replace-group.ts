import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { requireVersion, type OrganizationId } from '../../platform/http';
import { ResourcesService } from '../resources';
import type { GroupDto } from './dto/group.dto';
import type { GroupEntity } from './dto/group-entity.dto';
import { noSuchGroup } from './find-group';
import { groupView } from './group-row';
import { GroupStore } from './group-store';
import { requireKnownResources } from './require-known-resources';

/** PUT /v1/resource/group/{id}: a new version, unless nothing changes. */
@Injectable()
export class ReplaceGroup {
  constructor(
    private readonly store: GroupStore,
    private readonly resources: ResourcesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute(org: OrganizationId, id: string, dto: GroupDto, ifVersion: number | null): Promise<GroupEntity> {
    return this.unitOfWork.run(org, async (tx) => {
      const version = await this.store.lock(tx, org, id);
      if (version === undefined) throw noSuchGroup();
      requireVersion(version, ifVersion);
      await requireKnownResources(tx, org, this.resources, dto.resourcesIds);
      this.store.replace(tx, org, id, dto, this.clock.now());
      return groupView((await this.store.find(tx, org, id))!);
    });
  }
}
