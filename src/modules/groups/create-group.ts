import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Answer, OrganizationId } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { ResourcesService } from '../resources';
import type { GroupDto } from './dto/group.dto';
import { groupView } from './group-row';
import { GroupStore } from './group-store';
import { requireKnownResources } from './require-known-resources';

/** POST /v1/resource/group. */
@Injectable()
export class CreateGroup {
  constructor(
    private readonly store: GroupStore,
    private readonly resources: ResourcesService,
    private readonly writes: WritesOnce,
    private readonly clock: Clock,
  ) {}

  execute(org: OrganizationId, dto: GroupDto, attempt: WriteAttempt): Promise<Answer> {
    return this.writes.run(org, attempt, async (tx) => {
      await requireKnownResources(tx, org, this.resources, dto.resourcesIds);
      const id = this.store.insert(tx, org, dto, this.clock.now());
      const row = await this.store.find(tx, org, id);
      return { id, status: 201, headers: { Location: `/v1/resource/group/${id}` }, body: groupView(row!) };
    });
  }
}
