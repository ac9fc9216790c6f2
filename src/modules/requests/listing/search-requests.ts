import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../../platform/database';
import { COUNTED_EXACTLY, type ListQuery, type OrganizationId } from '../../../platform/http';
import { beginningOf, offsetOf } from './beginning';
import type { FoundRequests } from './find-requests';
import type { RequestFilter } from './request-filter';
import { hitsOf, sampleOf } from './sources';

/** What the index finds; or about how much there is, where that is too much to count; null: it cannot help. */
export type Finds = FoundRequests | { about: number } | null;

/**
 * Looks a search up in the trigram index. Row-level security keeps LIKE away from every index (it might tell what it
 * compared), so this one statement goes through the second door, names the organization itself and brings back ids only;
 * what is shown is read again through the first.
 */
@Injectable()
export class SearchRequests {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(org: OrganizationId, filter: RequestFilter, page: ListQuery): Promise<Finds> {
    const narrowed = filter.internalId !== null || Object.values(filter.person).some(({ length }) => length > 0);
    if (filter.pattern === null || !filter.indexed || narrowed) return null;
    const sample = sampleOf(org, filter, { persons: null, withInternalId: [] });
    const [about, beginning] = await this.unitOfWork.read(org, async (tx) => {
      const [sampled, from] = await Promise.all([
        tx.query<{ count: number }>(statement(`requests.${sample.name}`, sample.sql), sample.values),
        beginningOf(tx, org, page),
      ]);
      return [sampled[0].count, from] as const;
    });
    // What lies everywhere is found at once by reading on; the index would bring back half the table.
    if (about > 2 * COUNTED_EXACTLY) return { about };
    const hits = hitsOf(org, filter, beginning, offsetOf(page), page.pageSize + 1);
    const [{ ids, count }] = await this.unitOfWork.runAsSystem('requests.search', (tx) =>
      tx.query<{ ids: string[]; count: number }>(statement(`requests.${hits.name}`, hits.sql), hits.values),
    );
    if (count > COUNTED_EXACTLY) return { about: Math.max(about, count) };
    return { ids, total: { count, exact: true } };
  }
}
