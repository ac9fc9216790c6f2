import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Answer, type OrganizationId } from '../../platform/http';
import { noSuchGroup } from './find-group';
import { GroupStore } from './group-store';

/** DELETE /v1/resource/group/{id}. What it held stays, and so do requests that were made with it. */
@Injectable()
export class DeleteGroup {
  constructor(
    private readonly store: GroupStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(org: OrganizationId, id: string): Promise<Answer> {
    const deleted = await this.unitOfWork.run(org, (tx) => this.store.delete(tx, org, id, this.clock.now()));
    if (!deleted) throw noSuchGroup();
    return new Answer(200, 'true');
  }
}
