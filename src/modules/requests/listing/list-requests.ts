import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import { pageOf, Problem, type CallingOrganization, type Page } from '../../../platform/http';
import type { RequestListQuery } from '../dto/request-list-query.dto';
import { FindRequests } from './find-requests';
import { ReadRequests, type RequestItem } from './read-requests';
import { requestFilter } from './request-filter';
import { SearchRequests } from './search-requests';

/** GET /v1/request. */
@Injectable()
export class ListRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly search: SearchRequests,
    private readonly find: FindRequests,
    private readonly read: ReadRequests,
    private readonly clock: Clock,
  ) {}

  async execute(organization: CallingOrganization, query: RequestListQuery): Promise<Page<RequestItem>> {
    const now = this.clock.now();
    const { filter, errors } = requestFilter(query, organization, now);
    if (errors.length > 0) throw Problem.invalid(errors);
    const org = organization.id;
    const searched = await this.search.execute(org, filter, query);
    return this.unitOfWork.read(org, async (tx) => {
      const { ids, total } =
        searched && 'ids' in searched
          ? searched
          : await this.find.execute(tx, org, filter, searched?.about ?? null, query);
      return pageOf(await this.read.execute(tx, org, ids, now), total, query, ({ id }) => id);
    });
  }
}
