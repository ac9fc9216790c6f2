import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../../platform/database';
import { COUNTED_EXACTLY, type OrganizationId } from '../../../platform/http';
import type { RequestFilter } from './request-filter';
import { hitsOf, sampleOf } from './sources';

/** What a search finds: all of it by id, or, where that is too much to hold, about how much. Null: read the rows. */
export type Finds = { ids: string[] } | { about: number } | null;

/**
 * Looks a search up in the trigram index. Row-level security keeps LIKE away from every index (it might tell what it
 * compared), so this one statement goes through the second door, names the organization itself and brings back ids only;
 * what is shown is read again through the first.
 */
@Injectable()
export class SearchRequests {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(org: OrganizationId, filter: RequestFilter): Promise<Finds> {
    const narrowed = filter.internalId !== null || Object.values(filter.person).some(({ length }) => length > 0);
    if (filter.pattern === null || !filter.indexed || narrowed) return null;
    const about = await this.sample(org, filter);
    // What lies everywhere is found at once by reading on; the index would bring back half the table.
    if (about > 2 * COUNTED_EXACTLY) return { about };
    const hits = hitsOf(org, filter);
    const ids = await this.unitOfWork.runAsSystem('requests.search', (tx) =>
      tx.query<{ id: string }>(statement(`requests.${hits.name}`, hits.sql), hits.values),
    );
    return ids.length > COUNTED_EXACTLY
      ? { about: Math.max(about, COUNTED_EXACTLY + 1) }
      : { ids: ids.map(({ id }) => id) };
  }

  private async sample(org: OrganizationId, filter: RequestFilter): Promise<number> {
    const sample = sampleOf(org, filter, { persons: null, withInternalId: [] });
    const [{ count }] = await this.unitOfWork.read(org, (tx) =>
      tx.query<{ count: number }>(statement(`requests.${sample.name}`, sample.sql), sample.values),
    );
    return count;
  }
}
