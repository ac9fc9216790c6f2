import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Answer, type OrganizationId } from '../../platform/http';
import { noSuchResource } from './find-resource';
import { ResourceStore } from './resource-store';

/** DELETE /v1/resource/{id}. Requests that ask it already keep it; groups no longer hold it. */
@Injectable()
export class DeleteResource {
  constructor(
    private readonly store: ResourceStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(org: OrganizationId, id: string): Promise<Answer> {
    const deleted = await this.unitOfWork.run(org, (tx) => this.store.delete(tx, org, id, this.clock.now()));
    if (!deleted) throw noSuchResource();
    return new Answer(200, 'true');
  }
}
