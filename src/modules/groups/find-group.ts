import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import { Problem, type OrganizationId } from '../../platform/http';
import type { GroupEntity } from './dto/group-entity.dto';
import { groupView } from './group-row';
import { GroupStore } from './group-store';

/** GET /v1/resource/group/{id}. */
@Injectable()
export class FindGroup {
  constructor(
    private readonly store: GroupStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(org: OrganizationId, id: string): Promise<GroupEntity> {
    const row = await this.unitOfWork.read(org, (tx) => this.store.find(tx, org, id));
    if (!row) throw noSuchGroup();
    return groupView(row);
  }
}

/** The one answer for what is unknown, deleted, or another organization's. */
export const noSuchGroup = (): Problem => new Problem('not_found', 'Group not found');
